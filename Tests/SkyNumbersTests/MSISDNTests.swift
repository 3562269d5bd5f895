import CSkyTables
import Testing

@testable import SkyNumbers

@Suite("Numbers in international form")
struct MSISDNTests {
    @Test("Without a region bare digits, a plus and the usual prefixes give the same")
    func withoutRegion() throws {
        for text in [
            "17743199144", "+17743199144", "0017743199144", "01117743199144", "+1 (774) 319-9144", "1.774.319.9144",
            "tel:+1-774-319-9144", "\u{FF0B}\u{FF11}\u{FF17}\u{FF17}\u{FF14}3199144",
            " +1\u{A0}774\u{2011}319\u{2013}9144 ",
            "\u{202A}+17743199144\u{202C}", "+١٧٧٤٣١٩٩١٤٤",
        ] {
            #expect(try normalize(text) == "17743199144", "\(text)")
        }
        #expect(try normalize("642111111") == "642111111", "possible, though not known to be in use")
    }

    @Test("With a region numbers may be written as at home")
    func withRegion() throws {
        let cases = [
            ("(774)-319-9144", "US", "17743199144"), ("1 774 319 9144", "US", "17743199144"),
            ("011 44 20 7946 0958", "US", "442079460958"), ("020 7946 0958", "GB", "442079460958"),
            ("07912 345678", "GB", "447912345678"), ("0044 7912 345678", "GB", "447912345678"),
            ("447912345678", "GB", "447912345678"), ("+1 774 319 9144", "GB", "17743199144"),
            ("8 916 123-45-67", "RU", "79161234567"), ("810 1 774 319 9144", "RU", "17743199144"),
            ("02 1234 5678", "IT", "390212345678"), ("06 12 34 56 78", "FR", "33612345678"),
            ("0170 1234567", "de", "491701234567"), ("021 111 111", "NZ", "6421111111"),
        ]
        for (text, region, expected) in cases {
            #expect(try normalize(text, region) == expected, "\(text) in \(region)")
        }
    }

    @Test("A result that is fed back without a region gives itself, for every plan and length")
    func idempotence() throws {
        var count = 0
        let plans = UnsafeBufferPointer(start: sky_calling_codes(&count), count: count)
        #expect(count > 200)
        for plan in plans {
            for length in 1...17 where NumberPlan.isPossible(plan, digits: length) {
                for filling in ["1234567890123456789", "0000000000000000000", "9999999999999999999"] {
                    let number = "\(plan.code)" + filling.prefix(length)
                    #expect(try normalize(number) == number)
                    #expect(try normalize("+" + number) == number)
                    #expect(try normalize("00" + number) == number)
                }
            }
        }
    }

    @Test("What cannot be a number is refused with a reason and the offset")
    func refusals() {
        let cases: [(String, String?, NumberError.Reason, Int)] = [
            ("", nil, .noDigits, 0), ("  ()", nil, .noDigits, 0), ("+", nil, .noDigits, 0),
            ("0791234567", nil, .noCountry, 0), ("+999 123456", nil, .unknownCallingCode, 1),
            ("1774319914", nil, .tooShort(callingCode: 1, missing: 1), 0),
            ("+177431991445", nil, .tooManyDigits(callingCode: 1, surplus: 1), 1),
            ("call me", nil, .letters, 0), ("1-800-FLOWERS", "US", .letters, 6),
            ("+1774319+9144", nil, .secondPlus, 8), ("17743199144 x5", nil, .extensionNumber, 12),
            ("17743199144;ext=5", nil, .extensionNumber, 11), ("1774\u{1F600}", nil, .foreignCharacter, 4),
            ("1774\0", nil, .nul, 4), ("12", "GB", .tooShort(callingCode: 44, missing: 5), 0),
        ]
        for (text, region, reason, offset) in cases {
            let error = failure(text, region)
            #expect(error?.reason == reason && error?.offset == offset, "\(text): \(String(describing: error))")
        }
    }

    @Test("Invalid UTF-8 is refused with its offset, and is never read beyond its end")
    func invalidUTF8() {
        for tail in [
            [0xFF], [0xC0, 0xAF], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
        ]
            as [[UInt8]]
        {
            let error = failure(Array("+1774".utf8) + tail, nil)
            #expect(error?.reason == .invalidUTF8 && error?.offset == 5)
        }
    }

    @Test("Ten megabytes are refused at once, at the limit of 250 characters")
    func longInput() {
        let time = ContinuousClock().measure {
            let error = failure([UInt8](repeating: 0x20, count: 10_000_000), nil)
            #expect(error?.reason == .tooLong && error?.offset == 250)
        }
        #expect(time < .milliseconds(500))
        #expect(failure([UInt8](repeating: 0x31, count: 200), nil)?.reason == .tooManyForAny)
    }

    @Test("Reasons are sentences, fit the room they get, and never hold the number")
    func reasons() {
        for text in ["+17743199", "+17743199144555", "7743199144x", "+99977431991", "0774319", "774abc"] {
            guard let error = failure(text, nil) else {
                Issue.record("\(text) was taken")
                continue
            }
            let words = reason(error, room: 200)
            #expect(words.count > 5 && !words.contains("774"), "\(words)")
            #expect(reason(error, room: 4).utf8.count == 4)
            #expect(reason(error, room: 0).isEmpty)
        }
    }

    @Test("Regions are known by two letters of either case")
    func regions() {
        func region(_ name: String) -> Region? { Array(name.utf8).withUnsafeBufferPointer { Region($0) } }
        for name in ["US", "us", "AC", "ZW", "GB"] { #expect(region(name) != nil) }
        for name in ["", "U", "USA", "XX", "00", "001", "é"] { #expect(region(name) == nil) }
    }

    private func normalize(_ text: String, _ region: String? = nil) throws -> String {
        try normalize(Array(text.utf8), region).get()
    }

    private func failure(_ text: String, _ region: String?) -> NumberError? { failure(Array(text.utf8), region) }

    private func failure(_ bytes: [UInt8], _ region: String?) -> NumberError? {
        if case .failure(let error) = normalize(bytes, region) { return error }
        return nil
    }

    private func normalize(_ bytes: [UInt8], _ name: String?) -> Result<String, NumberError> {
        let region = name.flatMap { name in Array(name.utf8).withUnsafeBufferPointer { Region($0) } }
        return bytes.withUnsafeBufferPointer { buffer in
            do throws(NumberError) {
                return .success(
                    try MSISDN.normalize(buffer, defaultRegion: region).withBytes {
                        String(decoding: $0, as: UTF8.self)
                    })
            } catch {
                return .failure(error)
            }
        }
    }

    private func reason(_ error: NumberError, room: Int) -> String {
        var bytes = [UInt8](repeating: 0x23, count: room)
        let count = bytes.withUnsafeMutableBufferPointer { error.writeReason(into: $0) }
        return String(decoding: bytes[0..<count], as: UTF8.self)
    }
}
