import Foundation
import Testing

@testable import SkyDocument

@Suite("What is JSON and what is not")
struct JSONCaseTests {
    /// A line of `JSONCases.tsv`.
    struct Case {
        let expected: String
        let outcome: String
        let document: [UInt8]
        let line: String
    }

    @Test("Each document of the table is read or refused, and for the reason that the table gives")
    func cases() throws {
        let cases = try Self.table()
        #expect(cases.count == 316)
        for entry in cases {
            let error = JSONText.refusal(entry.document)
            #expect(error.map { "\($0.reason)" } ?? "read" == entry.outcome, "\(entry.line)")
            switch entry.expected {
            // The one thing that this reader refuses although it is JSON.
            case "accept": #expect(error == nil || error?.reason == .escapedNUL, "\(entry.line)")
            case "reject": #expect(error != nil, "\(entry.line)")
            default: #expect(entry.expected == "either", "\(entry.line)")
            }
            if let error { #expect(error.offset >= 0 && error.offset <= entry.document.count, "\(entry.line)") }
        }
    }

    @Test("What is read of the table's documents reads the same when it is written")
    func written() throws {
        for entry in try Self.table() {
            guard let text = try? JSONText.read(entry.document) else { continue }
            #expect(try JSONText.read(text) == text, "\(entry.line)")
        }
    }

    static func table() throws -> [Case] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("JSONCases.tsv")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            try #require(fields.count == 4, "\(line)")
            return Case(
                expected: String(fields[0]), outcome: String(fields[1]), document: decode(fields[2].utf8),
                line: String(line))
        }
    }

    /// `%XX` is a byte, `%(N*text)` is the text N times, all else stands for itself.
    private static func decode(_ field: Substring.UTF8View) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = field[...]
        while let first = rest.popFirst() {
            if first != UInt8(ascii: "%") {
                bytes.append(first)
            } else if rest.first == UInt8(ascii: "(") {
                let end = rest.firstIndex(of: UInt8(ascii: ")")) ?? rest.endIndex
                let parts = rest[..<end].dropFirst().split(separator: UInt8(ascii: "*"), maxSplits: 1)
                for _ in 0..<(Int(String(decoding: parts[0], as: Unicode.UTF8.self)) ?? 0) { bytes += parts[1] }
                rest = rest[end...].dropFirst()
            } else {
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: Unicode.UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            }
        }
        return bytes
    }
}
