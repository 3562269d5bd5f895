import Foundation
import Testing

@testable import SkyProtocol

@Suite("Times")
struct MomentTests {
    @Test(
        "The forms of section 3.4 are read (rule T19)",
        arguments: [
            ("2013-11-05T05:41:08-05:00", 1_383_648_068, 0, true),
            ("2014-07-23T09:38:07.123456-04:00", 1_406_122_687, 123_456, true),
            ("2014-07-02T14:32:23-04", 1_404_325_943, 0, true),
            ("2011-07-26 10:22:26.975911-04", 1_311_690_146, 975_911, true),
            ("2012-06-07 07:27:29", 1_339_054_049, 0, false),
            ("2012-04-30T08:30:12.327558Z", 1_335_774_612, 327_558, true),
            ("2010-10-01 12:00:00", 1_285_934_400, 0, false), ("2014-03-31T11:30:00+00:00", 1_396_265_400, 0, true),
            (" 2014-03-31t11:30:00.5+0530\n", 1_396_245_600, 500_000, true),
            ("1969-12-31T23:59:59.25Z", -1, 250_000, true),
            ("2016-02-29T00:00:00.1234567891Z", 1_456_704_000, 123_456, true),
        ])
    func forms(text: String, seconds: Int64, microseconds: Int32, hasOffset: Bool) throws {
        let moment = try borrow(text) { bytes throws(Moment.Fault) in try Moment(bytes) }
        #expect(moment.seconds == seconds && moment.microseconds == microseconds && moment.hasOffset == hasOffset)
    }

    @Test("Every day of 600 years is the day that Foundation's calendar gives it")
    func calendar() throws {
        var utc = Calendar(identifier: .gregorian)
        utc.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        var day = try #require(utc.date(from: DateComponents(year: 1700, month: 1, day: 1)))
        for _ in 0..<219_000 {
            let parts = utc.dateComponents([.year, .month, .day], from: day)
            let text = String(format: "%04d-%02d-%02d 00:00:00", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
            let moment = try borrow(text) { bytes throws(Moment.Fault) in try Moment(bytes) }
            guard moment.seconds == Int64(day.timeIntervalSince1970) else {
                Issue.record("\(text) gives \(moment.seconds)")
                return
            }
            day.addTimeInterval(86_400)
        }
    }

    @Test(
        "What is no time is refused where it goes wrong",
        arguments: [
            ("", 0), ("2013", 4), ("2013-13-01 00:00:00", 5), ("2013-02-29 00:00:00", 8), ("1900-02-29 00:00:00", 8),
            ("2013-01-01", 10), ("2013-01-01X00:00:00", 10), ("2013-01-01 24:00:00", 11), ("2013-01-01 00:60:00", 14),
            ("2013-01-01 00:00:61", 17), ("2013-01-01 00:00:00.", 20), ("2013-01-01 00:00:00+", 20),
            ("2013-01-01 00:00:00+5", 20), ("2013-01-01 00:00:00+24:00", 20), ("2013-01-01 00:00:00+05:60", 23),
            ("2013-01-01 00:00:00 Z", 19), ("2013-01-01 00:00:00Zx", 20), ("0000-01-01 00:00:00", 0),
        ])
    func refused(text: String, offset: Int) {
        #expect(throws: Moment.Fault(words: "", offset: offset)) {
            try borrow(text) { bytes throws(Moment.Fault) in try Moment(bytes) }
        }
    }

    @Test(
        "MD5 is RFC 1321's",
        arguments: [
            (0, "d41d8cd98f00b204e9800998ecf8427e"), (1, "0cc175b9c0f1b6a831c399e269772661"),
            (3, "47bce5c74f589f4867dbd57e9ca9f808"),
            (55, "ef1772b6dff9a122358552954ad0df65"),
            (56, "3b0c8ac703f828b04c6c197006d17218"),
            (57, "652b906d60af96844ebd21b674f35e93"),
            (63, "b06521f39153d618550606be297466d5"),
            (64, "014842d480b571495a4a0363793f7367"),
            (65, "c743a45e0d2e6a95cb859adae0248435"),
            (119, "8a7bd0732ed6a28ce75f6dabc90e1613"),
            (120, "5f61c0ccad4cac44c75ff505e1f1e537"),
            (1000, "cabe45dcc9ae5b66ba86600cca6b8ba8"),
        ])
    func md5(length: Int, digest: String) {
        let text = borrow(String(repeating: "a", count: length)) { MD5.hexadecimal($0) }
        #expect(text.span.withUnsafeBufferPointer { String(decoding: $0, as: Unicode.UTF8.self) } == digest)
    }
}
