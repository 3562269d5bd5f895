import SkyDocument
import Testing

@testable import SkyProtocol
@testable import SkySandbox

@Suite("Cellcast in the sandbox: replies, opt-outs, pages")
struct CellcastListTests {
    @Test("A list has 25 entries a page; the library's next requests lead through all of them, once each")
    func pages() throws {
        var play = CellcastPlay()
        for index in 0..<60 { _ = play.sandbox.receive(Array("text=Reply+\(index)".utf8), at: play.now) }
        var texts: [String?] = []
        for page in 1...3 {
            let reading = try play.call("get-responses", [("page", "\(page)")])
            #expect(reading.whole["page/number"] == "\(page)" && reading.whole["page/count"] == "3")
            #expect(reading.whole["total"] == "60" && reading.body.contains(#""total":"60""#))
            texts += reading.entries.map { $0["body"] }
        }
        #expect(texts == (0..<60).map { "Reply \($0)" })
        let behind = try play.call("get-responses", [("page", "4")])
        #expect(behind.outcome == .accepted && behind.entries.isEmpty && behind.whole["page/number"] == "4")
        #expect(play.post("/api/v3/inbound-read", #"{"message_id":"none"}"#).code == "NOT_FOUND")
    }

    @Test("Stored texts come 15 a page")
    func templatePages() throws {
        var play = CellcastPlay { $0.templates = (0..<16).map { (title: "T\($0)", text: "x") } }
        let first = try play.call("get-template")
        #expect(first.entries.count == 15 && first.whole["per_page"] == "15" && first.whole["page/count"] == "2")
        let second = try play.call("get-template", [("page", "2")])
        #expect(second.entries.map { $0["message_title"] } == ["T15"])
    }

    @Test("An empty list is a success with an empty string, or NOT_FOUND: both are empty for the library")
    func empty() throws {
        var observed = CellcastPlay()
        var documented = CellcastPlay { $0.emptyIsNotFound = true }
        for call in ["get-responses", "get-optout", "get-template"] {
            let one = try observed.call(call)
            #expect(one.httpStatus == 200 && one.outcome == .accepted && one.entries.isEmpty)
            #expect(one.body.contains(#""responses":"""#))
            let other = try documented.call(call)
            #expect(other.httpStatus == 400 && other.outcome == .accepted && other.entries.isEmpty)
            #expect(other.code == "NOT_FOUND")
        }
    }

    @Test("A recipient answers after delivery: the reply names what it answers, in the list and in the callback")
    func replies() throws {
        var play = CellcastPlay()
        let sent = try play.send("Coming?", to: ["61491570181"], [("custom_string", "t-1")])
        #expect(try play.call("get-responses").entries.isEmpty)
        play.now += 3 * Sandbox.pace
        let reply = try #require(try play.call("get-responses").entries.first)
        #expect(reply["from"] == "+61491570181" && reply["body"] == "Yes" && reply["original_body"] == "Coming?")
        #expect(reply["original_message_id"] == sent.entries[0]["message_id"] && reply["custom_string"] == "t-1")
        let callback = try #require(try CellcastPlay.read(sent.inbound[0]).first)
        #expect(sent.inbound[0].due == play.now && callback.kind == .inboundSms && callback.isFinal)
        #expect(callback.fields["message_id"] == reply["message_id"] && callback.fields["custom_string"] == "t-1")
        let mms = try play.send("x", to: ["61491570180"])
        #expect(try CellcastPlay.read(mms.inbound[0]).first?.kind == .inboundMms)
        play.now += 3 * Sandbox.pace
        #expect(try play.call("get-responses", [("type", "mms")]).entries.count == 1)
        #expect(try play.call("get-responses", [("type", "sms")]).entries.count == 1)
        #expect(try play.call("get-responses", [("type", "fax")]).code == "FIELD_INVALID")
    }

    @Test("What is marked as read is listed no more: one, many or none of them, all before a time, or all")
    func marking() throws {
        var play = CellcastPlay()
        for index in 0..<5 {
            _ = play.sandbox.receive(Array("text=\(index)".utf8), at: play.now)
            play.now += 1000
        }
        func ids() throws -> [String] { try play.call("get-responses").entries.compactMap { $0["message_id"] } }
        let all = try ids()
        #expect(try play.call("inbound-read", [("message_id", all[2])]).outcome == .accepted)
        #expect(try ids() == [all[0], all[1], all[3], all[4]])
        let some = [("message_id", all[4]), ("message_id", "none")]
        #expect(try play.call("inbound-read-bulk", some).code == "NOT_FOUND")
        #expect(try ids().count == 4)
        #expect(try play.call("inbound-read-bulk", [("message_id", all[4])]).outcome == .accepted)
        let before = SandboxTime.plain(play.now - 4000)
        #expect(try play.call("inbound-read", [("date_before", before)]).outcome == .accepted)
        #expect(try ids() == [all[1], all[3]])
        #expect(try play.call("inbound-read", [("all", "yes")]).outcome == .accepted)
        #expect(try ids().isEmpty)
    }

    @Test("STOP takes a number out of sending from then on, whether it was asked for or is the number's fate")
    func optOut() throws {
        var play = CellcastPlay()
        _ = play.sandbox.receive(Array("from=0491570103&text=%20stop%0A".utf8), at: play.now)
        #expect(try play.send("x", to: ["61491570103"]).code == "RECIPIENTS_ERROR")
        #expect(try play.send("x", to: ["61491570182"]).outcome == .accepted)
        play.now += 3 * Sandbox.pace
        #expect(try play.send("x", to: ["61491570182"]).code == "RECIPIENTS_ERROR")
        #expect(try play.call("get-optout").entries.map { $0["number"] } == ["+61491570103", "+61491570182"])
        let later = SandboxTime.plain(play.now + 1000)
        #expect(try play.call("get-optout", [("DATESTART", later)]).entries.isEmpty)
        let today = [("DATESTART", SandboxTime.plain(play.now - 60_000)), ("DATEEND", SandboxTime.plain(play.now))]
        #expect(try play.call("get-optout", today).entries.count == 2)
        #expect(play.sandbox.receive(Array("from=15550100001".utf8), at: play.now).status == 400)
    }
}
