import Testing

@testable import SkyDocument
@testable import SkyProtocol

/// Answers that say two things at once: what may have been taken is neither refused nor sent again.
@Suite("Cellcast: answers that contradict themselves")
struct CellcastContradictionTests {
    private func send(_ numbers: String...) throws -> Call {
        try Request("send-sms", [("sms_text", "x")] + numbers.map { ("numbers", $0) }).call()
    }

    private func outcomes(_ data: String, to call: borrowing Call) throws -> [Outcome?] {
        try CellcastReading(#"{"meta":{"code":200,"status":"SUCCESS"},"data":\#(data)}"#, 200, to: call).outcomes
    }

    @Test(
        "What names or counts a message is never throttled, wherever it does",
        arguments: [
            #""data":{"messages":{"message_id":"a"}}"#, #""data":[{"message_id":"a"}]"#,
            #""data":{"messages":[],"success_number":1}"#, #""data":{"message":{"message_id":"a"}}"#,
            #""data":{"success_number":"2"}"#, #""result":{"data":{"queueResponse":{"0":{"MessageId":1}}}}"#,
        ])
    func throttled(_ member: String) throws {
        let call = try send("61491570156")
        for (start, status) in [(#"{"meta":{"status":"OVER_LIMIT"},"#, 200), (#"{"status":true,"#, 429)] {
            #expect(try CellcastReading(start + member + "}", status, to: call).outcome == .unknown)
        }
    }

    @Test("A count of nothing, an empty id and an empty list name no message")
    func throttledAllTheSame() throws {
        let text = #"{"meta":{"status":"OVER_LIMIT"},"data":{"messages":[{"message_id":""}],"success_number":0}}"#
        #expect(try CellcastReading(text, 429, to: send("61491570156")).outcome == .throttled)
    }

    @Test(
        "A refusal that lists messages with ids, or counts some that were taken, is unknown",
        arguments: [
            (#"{"meta":{"code":400,"status":"RECIPIENTS_ERROR"},"data":{"messages":[{"message_id":"a"}]}}"#, 400),
            (#"{"status":false,"data":{"queueResponse":[{"MessageId":"a"}]}}"#, 200),
            (#"{"meta":{"status":"SUCCESS"},"data":{"messages":[{"message_id":"a"}]}}"#, 400),
            (#"{"meta":{"status":"FIELD_INVALID"},"data":{"success_number":"1"}}"#, 400),
        ])
    func refused(_ text: String, _ status: Int) throws {
        let reading = try CellcastReading(text, status, to: send("61491570156", "61491570157"))
        #expect(reading.outcome == .unknown && reading.outcomes == [.unknown, .unknown])
    }

    @Test("A refusal may repeat the id that was asked about, and list messages without ids")
    func refusedAllTheSame() throws {
        let data = #"{"message_id":"a","messages":[{"to":"1"}],"success_number":0}"#
        let text = #"{"status":false,"message_id":"a","data":\#(data)}"#
        #expect(try CellcastReading(text, 400, to: send("61491570156")).outcome == .rejected)
    }

    @Test("An entry without an id is unknown if more are said to have been taken than have one")
    func withoutId() throws {
        let call = try send("61491570156", "61491570157")
        let entries = #"{"messages":[{"message_id":"a","to":"61491570156"},{"to":"61491570157"}],"success_number":"#
        #expect(try outcomes(entries + "2}", to: call) == [.accepted, .unknown])
        #expect(try outcomes(entries + "1}", to: call) == [.accepted, .rejected])
    }

    @Test(
        "An SMS to one recipient is not accepted in part",
        arguments: [
            #"{"message_id":"a","to":"61491570156"},{"to":"61491570156"}"#, #"{"message_id":"a","to":null}"#,
            #"{"message_id":"a"}"#, #"{"message_id":"a","to":"614915xxxxx"}"#,
        ])
    func onlyRecipient(_ entries: String) throws {
        let text = #"{"meta":{"status":"SUCCESS"},"data":{"messages":[\#(entries)]}}"#
        #expect(try CellcastReading(text, 200, to: send("61491570156")).outcome == .unknown)
    }

    @Test("Of several recipients the whole does not say what the only message in the answer says")
    func onlyMessage() throws {
        let text = #"{"meta":{"status":"SUCCESS"},"data":{"messages":[{"message_id":"a","to":"61491570156"}]}}"#
        let several = try CellcastReading(text, 200, to: send("61491570156", "61491570157"))
        #expect(several.whole("message_id") == nil && several.whole("to") == nil)
        #expect(try CellcastReading(text, 200, to: send("61491570156")).whole("message_id") == "a")
    }

    @Test("Behind a plus is a calling code, also if the number is as long as Australia's are within the country")
    func shortForeignNumbers() throws {
        let call = try send("+61431234567", "+431234567")
        let entries = #"{"messages":[{"message_id":"a","to":"+431234567"}]}"#
        let reading = try CellcastReading(#"{"meta":{"status":"SUCCESS"},"data":\#(entries)}"#, 200, to: call)
        #expect(reading.outcomes == [.accepted, .rejected] && reading.entry(1, "TO") == "+61431234567")
    }
}
