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
            (#"{"message_id":77120453,"recipients":1,"error":{"code":"SUCCESS"}}"#, 400),
            (#"{"meta":{"status":"FIELD_INVALID"},"data":[{"message_id":"A","to":"61491570156"}]}"#, 400),
            (#"{"meta":{"status":"FIELD_INVALID"},"data":{"message_id":{"$oid":"65f0"}}}"#, 400),
            (#"{"status":false,"data":{"totalValidContact":1}}"#, 200),
        ])
    func refused(_ text: String, _ status: Int) throws {
        let reading = try CellcastReading(text, status, to: send("61491570156", "61491570157"))
        #expect(reading.outcome == .unknown && reading.outcomes == [.unknown, .unknown])
    }

    @Test("A refusal may repeat the id that was asked about, and list messages without ids")
    func refusedAllTheSame() throws {
        let asked = #"{"status":false,"message_id":"a","data":{"message_id":"a","messages":[{"to":"1"}]}}"#
        let call = try Request("get-sms", [("message_id", "a")]).call()
        #expect(try CellcastReading(asked, 400, to: call).outcome == .rejected)
        let data = #"{"message_id":null,"messages":[{"to":"1","message_id":""},{"message_id":[]}],"success_number":0}"#
        let text = #"{"status":false,"message_id":"","data":\#(data)}"#
        #expect(try CellcastReading(text, 400, to: send("61491570156")).outcome == .rejected)
    }

    @Test(
        "An id that is neither text nor number may be that of a message all the same",
        arguments: [#"{"$oid":"65f0"}"#, "true", #"["a"]"#])
    func unreadableId(_ id: String) throws {
        let call = try send("61491570156", "61491570157")
        let entries = #"{"messages":[{"message_id":"a","to":"61491570156"},{"message_id":\#(id),"to":"61491570157"}]}"#
        #expect(try outcomes(entries, to: call) == [.accepted, .unknown])
    }

    @Test("The newer platform counts the recipients that it took, too")
    func countedContacts() throws {
        let counted = #"{"queueResponse":[],"invalidContacts":[],"totalValidContact":1}"#
        let one = try CellcastReading(#"{"status":true,"data":\#(counted)}"#, 200, to: send("61491570156"))
        #expect(one.outcome == .unknown)
        let listed = #"{"queueResponse":[{"Contact":"61491570156","MessageId":"a"}],"totalValidContact":3}"#
        let call = try send("61491570156", "61491570157", "61491570158")
        let several = try CellcastReading(#"{"status":true,"data":\#(listed)}"#, 200, to: call)
        #expect(several.outcomes == [.accepted, .unknown, .unknown])
    }

    @Test("One answer to many messages may be that to the last of them: of those that it does not name nobody knows")
    func oneForMany() throws {
        let messages = ["61491570156", "61491570157", "61491570158"].flatMap {
            [("message{", ""), ("sms_text", "x"), ("numbers", $0), ("}", "")]
        }
        let call = try Request("bulk-send-sms", messages).call()
        let data = #"{"messages":[{"message_id":"a","to":"61491570158"}],"total_numbers":1,"success_number":1}"#
        #expect(try outcomes(data, to: call) == [.accepted, .unknown, .unknown])
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
