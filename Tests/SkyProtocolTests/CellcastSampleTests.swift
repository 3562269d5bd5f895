import Foundation
import Testing

@testable import SkyDocument
@testable import SkyProtocol

@Suite("Cellcast's sample documents")
struct CellcastSampleTests {
    /// A call that may have had the answer: to as many numbers as it speaks of.
    private func call(for sample: CellcastSamples.Sample) throws -> Call {
        let expected = sample.expected
        let numbers = ((expected["messages"] as? [[String: Any]]) ?? []).compactMap { $0["to"] as? String }
        switch sample.call {
        case "send-sms":
            let missing = (expected["asked"] as? Int ?? numbers.count) - numbers.count
            let all = numbers + (0..<missing).map { "+6149157011\($0)" }
            return try Request(
                "send-sms", [("sms_text", "x")] + (all.isEmpty ? ["+61491570156"] : all).map { ("numbers", $0) }
            ).call()
        case "bulk-send-sms":
            return try Request(
                "bulk-send-sms",
                [
                    ("message{", ""), ("sms_text", "One"), ("numbers", "+61491570313"), ("}", ""), ("message{", ""),
                    ("sms_text", "Two"), ("numbers", "+61491570314"), ("}", ""),
                ]
            ).call()
        case "get-sms": return try Request("get-sms", [("message_id", "1")]).call()
        case "get-responses": return try Request(sample.call, sample.file.hasPrefix("13") ? [("page", "2")] : []).call()
        case "inbound-read": return try Request("inbound-read", [("all", "yes")]).call()
        case "v1/gateway":
            return try Request("v1/gateway", [("message", "x"), ("contacts", "+61491570156")]).call()
        case "send-mms":
            var picture: [UInt8] = [0xFF, 0xD8, 0xFF]
            picture.append(contentsOf: [UInt8](repeating: 0, count: 9))
            let request = try Request("send-mms", [("mms_text", "x"), ("numbers", "+61491570737")])
            try "mms_file".utf8.withContiguousStorageIfAvailable { name in
                try picture.withUnsafeBufferPointer { try request.setFile(name, $0) }
            }
            return try request.call()
        default: return try Request(sample.call, []).call()
        }
    }

    private func outcomes(_ words: String) -> [Outcome] {
        switch words {
        // Fewer taken than asked for is what SKY_E_PARTIAL is for.
        case "ok": return [.accepted, .partial]
        case "partial": return [.partial]
        case "throttled": return [.throttled]
        default: return [.rejected]
        }
    }

    @Test("Every answer reads as expected: outcome, code, words, messages, page, items, balances")
    func responses() throws {
        var count = 0
        for sample in try CellcastSamples.all() where sample.isResponse {
            count += 1
            let call = try call(for: sample)
            let expected = sample.expected
            if sample.outcome == "bad_answer" {
                #expect(throws: ProtocolError.unknownRoot) {
                    try CellcastReading(sample.bytes, sample.httpStatus, to: call)
                }
                continue
            }
            let reading = try CellcastReading(sample.bytes, sample.httpStatus, to: call)
            #expect(outcomes(sample.outcome).contains(try #require(reading.outcome)), "\(sample.file)")
            if let code = expected["code"] as? String { #expect(reading.whole("ERRORCODE") == code, "\(sample.file)") }
            if let words = expected["message"] as? String {
                #expect(reading.whole("ERRORINFO") == words, "\(sample.file)")
            }
            if let group = expected["group"] as? String {
                let known = reading.whole("ERRORCODE").map { Array($0.utf8) }?.withUnsafeBufferPointer {
                    Provider.cellcast.answerCode(ProviderCode($0))
                }
                let names = ["bad_input": "request", "no_recipients": "recipient", "no_funds": "billing"]
                #expect("\(known?.group.name ?? "")" == names[group] ?? group, "\(sample.file)")
            }
            try checkMessages(sample, reading)
            if let items = expected["items"] as? Int {
                #expect(reading.records.entries.count == items, "\(sample.file)")
            }
            if let total = expected["total"] as? Int { #expect(reading.whole("total") == "\(total)", "\(sample.file)") }
            if let credits = expected["credits"] as? String {
                #expect(reading.whole("credits_used") == credits, "\(sample.file)")
            }
            for (name, value) in expected["balance"] as? [String: String] ?? [:] {
                #expect(reading.whole("\(name)_balance") == value, "\(sample.file)")
            }
            for (index, number) in (expected["numbers"] as? [String] ?? []).enumerated() {
                #expect(reading.entry(index, "number") == number, "\(sample.file)")
            }
        }
        #expect(count == 27)
    }

    private func checkMessages(_ sample: CellcastSamples.Sample, _ reading: CellcastReading) throws {
        for (index, message) in (sample.expected["messages"] as? [[String: Any]] ?? []).enumerated() {
            let id = reading.entry(index, "message_id") ?? reading.entry(index, "MessageId")
            #expect(id == message["id"] as? String, "\(sample.file)")
            if let to = message["to"] as? String {
                let given = reading.entry(index, "to") ?? reading.entry(index, "Number") ?? ""
                #expect(given.drop { $0 == "+" } == to.dropFirst(), "\(sample.file)")
            }
            guard let state = message["state"] as? String else { continue }
            let known = state.utf8.withContiguousStorageIfAvailable { PostbackCode.cellcast(ProviderCode($0)) }
            #expect(reading.entry(index, "status")?.lowercased() == state, "\(sample.file)")
            #expect(known??.isFinal == message["final"] as? Bool, "\(sample.file)")
        }
        for (index, part) in (sample.expected["parts"] as? [[String: Any]] ?? []).enumerated() {
            #expect(outcomes(part["outcome"] as? String ?? "").contains(try #require(reading.outcomes[index])))
        }
        if let asked = sample.expected["asked"] as? Int {
            #expect(reading.records.entries.count == asked, "\(sample.file)")
        }
    }

    @Test("Every page knows its number, the number of pages and what comes next, and asks for that")
    func pages() throws {
        for sample in try CellcastSamples.all() {
            guard let expected = sample.expected["page"] as? [String: Any] else { continue }
            let call = try call(for: sample)
            let next = try CellcastReading.view(sample.bytes, sample.httpStatus, to: call) { view in
                let page = try #require(ListPage(view))
                #expect(page.number == expected["number"] as? Int, "\(sample.file)")
                #expect(page.count == expected["count"] as? Int, "\(sample.file)")
                return try page.nextRequest()
            }
            #expect((next != nil) == (expected["next"] is Int), "\(sample.file)")
            if let next {
                #expect(WrittenCall(try next.call()).query == "page=2", "\(sample.file)")
                #expect(WrittenCall(try next.call()).path == sample.call, "\(sample.file)")
            }
        }
    }

    @Test("Every callback reads as expected: kind, id, numbers, text, state, finality")
    func callbacks() throws {
        var count = 0
        for sample in try CellcastSamples.all() where !sample.isResponse {
            count += 1
            try CellcastReading.callback(sample.bytes) { try check($0, sample) }
        }
        #expect(count == 4)
    }

    private func check(_ view: RecordView, _ sample: CellcastSamples.Sample) throws {
        let events = sample.expected["events"] as? [[String: Any]] ?? []
        #expect(Int(view.header.count) == events.count)
        for (index, event) in events.enumerated() {
            let record = try #require(view.entry(index))
            let isInbound = event["event"] as? String == "inbound"
            #expect(record.kind == (isInbound ? PostbackKind.inboundSms : .smsDelivery).rawValue)
            func value(_ name: StaticString) -> String? {
                view.value(name, in: record).map { String(decoding: $0, as: Unicode.UTF8.self) }
            }
            // The names of the other provider find the same.
            #expect(value("TRACKINGID") == event["id"] as? String, "\(sample.file)")
            if let body = event["body"] as? String { #expect(value("TEXT") == body, "\(sample.file)") }
            if let from = event["from"] as? String { #expect(value("FROM") == from, "\(sample.file)") }
            if let to = event["to"] as? String {
                #expect(value("TO")?.drop { $0 == "+" } == to.dropFirst(), "\(sample.file)")
            }
            if let state = event["state"] as? String { #expect(value("CODE")?.lowercased() == state) }
            #expect((record.isFinal != 0) == (event["final"] as? Bool ?? true), "\(sample.file)")
            #expect(view.fingerprint(of: record) != nil)
        }
    }

    @Test("Every sample that is cut off anywhere is refused, and nothing is read beyond the cut")
    func truncated() throws {
        let call = Call()
        for sample in try CellcastSamples.all() {
            let end = sample.bytes.lastIndex { $0 == 0x7D || $0 == 0x5D } ?? 0
            for length in 0...end {
                // Memory of exactly this size, so that valgrind and the address sanitizer see a step too far.
                let cut = Array(sample.bytes[0..<length])
                #expect(throws: ProtocolError.self) {
                    if sample.isResponse {
                        // 429 would say enough by itself.
                        try CellcastReading.view(cut, sample.httpStatus == 429 ? 400 : sample.httpStatus, to: call) {
                            _ in
                        }
                    } else {
                        try CellcastReading.callback(cut) { _ in }
                    }
                }
            }
        }
    }

    @Test("As JSON every sample has all of its document, and what was found")
    func json() throws {
        for sample in try CellcastSamples.all() where sample.outcome != "bad_answer" {
            let call = sample.isResponse ? try call(for: sample) : Call()
            let (text, count) =
                try sample.isResponse
                ? CellcastReading.view(sample.bytes, sample.httpStatus, to: call) {
                    (try $0.answerJSON(), Int($0.header.count))
                } : CellcastReading.callback(sample.bytes) { (try $0.postbackJSON(), Int($0.header.count)) }
            defer { free(text) }
            let data = Data(String(cString: text).utf8)
            let top = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let document = try JSONSerialization.jsonObject(with: Data(sample.bytes)) as? NSObject
            #expect(top["provider"] as? String == "cellcast")
            if sample.isResponse {
                #expect(top["fields"] as? NSObject == document, "\(sample.file)")
                #expect((top["entries"] as? [Any])?.count == count, "\(sample.file)")
            } else {
                let events = (top["notifications"] as? [[String: Any]] ?? []).map { $0["fields"] as? NSObject }
                #expect(events == (document as? [NSObject] ?? [document].compactMap { $0 }), "\(sample.file)")
            }
        }
    }
}
