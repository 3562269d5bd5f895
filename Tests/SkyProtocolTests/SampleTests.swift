import Testing

@testable import SkyProtocol

@Suite("The sample documents")
struct SampleTests {
    @Test("Every postback reads as expected: kind of notification, code, verdict, fields, attributes, files")
    func postbacks() throws {
        var count = 0
        for (path, expected) in try Samples.expectations() where expected["kind"] as? String == "postback" {
            count += 1
            let records = try Records.postback(Samples.bytes(path))
            let notifications = expected["notifications"] as? [[String: Any]] ?? []
            #expect(records.entries.count == notifications.count, "\(path)")
            for (entry, wanted) in zip(records.entries, notifications) {
                #expect(entry.plain == wanted["fields"] as? [String: String], "\(path)")
                #expect(entry.files == wanted["files"] as? [String] ?? [], "\(path)")
                let verdict = Verdict(rawValue: entry.record.verdict).map { "\($0.name)" }
                let wantedVerdict = wanted["verdict"] as? String
                #expect(verdict == (wantedVerdict == "neutral" ? "pending" : wantedVerdict), "\(path)")
                #expect((entry.plain["CODE"] ?? entry.plain["STATUSCODE"]) == wanted["code"] as? String, "\(path)")
                let attributes = entry.fields.filter { $0.name.hasPrefix("@") }
                #expect(attributes.count == (wanted["attributes"] as? [String: String] ?? [:]).count, "\(path)")
                for (name, value) in wanted["attributes"] as? [String: String] ?? [:] {
                    #expect(
                        entry.fields.contains { $0.name == "@" + name.uppercased() && $0.value == value }, "\(path)")
                }
            }
        }
        #expect(count == 39)
    }

    @Test("Every response reads as expected: outcome, fields, entries")
    func responses() throws {
        var count = 0
        for (path, expected) in try Samples.expectations() where expected["kind"] as? String == "response" {
            count += 1
            let records = try Records.answer(Samples.bytes(path))
            #expect(outcome(records.header.status) == expected["outcome"] as? String, "\(path)")
            #expect(records.whole?.plain == expected["fields"] as? [String: String], "\(path)")
            guard let entries = expected["entries"] as? [[String: Any]] else {
                #expect(records.entries.count == 1, "\(path): an answer without entries is its own entry")
                continue
            }
            #expect(records.entries.count == entries.count, "\(path)")
            for (entry, wanted) in zip(records.entries, entries) {
                #expect(entry.plain == wanted["fields"] as? [String: String], "\(path)")
                #expect(outcome(entry.record.verdict) == wanted["outcome"] as? String, "\(path)")
            }
        }
        #expect(count == 41)
    }

    @Test("Every sample that is cut off anywhere is refused, and nothing is read beyond the cut")
    func truncated() throws {
        for (path, expected) in try Samples.expectations() {
            let whole = try Samples.bytes(path)
            let end = whole.lastIndex(of: 0x3E) ?? 0
            for length in stride(from: 0, through: end, by: 3) {
                // Memory of exactly this size, so that valgrind and the address sanitizer see a step too far.
                let cut = Array(whole[0..<length])
                if expected["kind"] as? String == "postback" {
                    #expect(throws: ProtocolError.self) { try Records.postback(cut) }
                } else {
                    #expect(throws: ProtocolError.self) { try Records.answer(cut) }
                }
            }
        }
    }

    /// The outcome in the words of the expectations: they do not tell refusals apart.
    private func outcome(_ status: UInt32) -> String {
        switch Outcome(rawValue: status) {
        case .accepted: return "success"
        case .rejected, .throttled: return "failure"
        case .partial: return "partial"
        case .unknown, .notSent, .cancelled, nil: return "unknown"
        }
    }
}
