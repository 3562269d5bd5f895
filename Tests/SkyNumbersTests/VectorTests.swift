import Foundation
import SkyNumbers
import Testing

/// Answers of the reference (PyPI `phonenumbers`), kept with the sources; tools/numbers/make_vectors.py writes them and
/// compares many more.
@Suite("Agreement with the reference")
struct VectorTests {
    /// Lines of a file beside this one, split at spaces.
    static func lines(_ name: String) throws -> [[Substring]] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Vectors")
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        return text.split(separator: "\n").map { $0.split(separator: " ") }
    }

    static func bytes(_ hexadecimal: Substring) -> [UInt8] {
        guard hexadecimal != "-" else { return [] }
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    static func regionName(_ number: PhoneNumber) -> String {
        guard let region = number.region else { return "-" }
        let (first, second, third, _) = region.text
        return String(decoding: [first, second, third].filter { $0 != 0 }, as: UTF8.self)
    }

    @Test("National numbers along the paths of all tables have the reference's status, type and region")
    func judgements() throws {
        let lines = try VectorTests.lines("judgements.txt")
        #expect(lines.count == 5_000)
        for line in lines {
            let code = try #require(UInt16(line[0]))
            let number = Array(line[1].utf8).withUnsafeBufferPointer {
                PhoneNumberParser.judge($0, callingCode: code)
            }
            let answer = "\(number.status) \(number.type) \(VectorTests.regionName(number))"
            #expect(answer == line[2...].joined(separator: " "), "+\(line[0]) \(line[1])")
        }
    }

    @Test("Ordinary, hostile and scrambled texts are read as the reference reads them, extension included")
    func texts() throws {
        let lines = try VectorTests.lines("texts.txt")
        #expect(lines.count > 5_000)
        for line in lines {
            let text = VectorTests.bytes(line[0])
            let number = text.withUnsafeBufferPointer { bytes in
                Array(line[1].utf8).withUnsafeBufferPointer { region in
                    PhoneNumberParser.parse(bytes, defaultRegion: Region(region), flags: [])
                }
            }
            let end = Int(number.extensionOffset) + Int(number.extensionLength)
            let suffix = Array(text[Int(number.extensionOffset)..<end])
            let answer = [digits(number), "\(number.status)", "\(number.type)", VectorTests.regionName(number)]
            #expect(answer.map { $0.isEmpty ? "-" : $0 } == line[2..<6].map(String.init), "\(line[0]) \(line[1])")
            #expect(suffix == VectorTests.bytes(line[6]), "\(line[0]) \(line[1])")
        }
    }

    @Test("A national number without its calling code's rules is not judged")
    func refusedJudgements() {
        func status(_ text: String, _ code: UInt16) -> NumberStatus {
            Array(text.utf8).withUnsafeBufferPointer { PhoneNumberParser.judge($0, callingCode: code).status }
        }
        #expect(status("6502530000", 999) == .invalidCountry)
        #expect(status("6", 1) == .tooShortNSN)
        #expect(status(String(repeating: "6", count: 18), 1) == .parseTooLong)
        #expect(status("650 253", 1) == .notANumber)
    }
}
