import Testing

@testable import SkyProtocol
@testable import SkySandbox

@Suite("Messages that come in")
struct InboundTests {
    @Test("A text on demand is N211, character by character what was asked for")
    func sms() throws {
        var play = try Play()
        let form = "from=15550100043&to=55501&text=+STOP+%26+%3Cgo%3E+%F0%9F%91%8B%0A"
        let answer = play.sandbox.receive(Array(form.utf8), at: play.now)
        let postback = try #require(answer.postbacks.first)
        let reading = try Play.read(postback)
        #expect(answer.code == nil && answer.postbacks.count == 1 && postback.due == play.now)
        #expect(reading["CODE"] == "N211" && reading["ORIGIN"] == "SMS_MO" && reading.kind == .inboundSms)
        #expect(reading["FROM"] == "15550100043" && reading["TO"] == "55501")
        #expect(reading["TEXT"] == " STOP & <go> 👋\n")
        #expect(reading["RECEIVED"] == SandboxTime.text(play.now) && reading["TRANSACTIONID"] != nil)
        #expect(reading["TRACKINGID"] == nil && reading.isFinal)
    }

    @Test("With files it is N401; its content can be removed once")
    func mms() throws {
        var play = try Play { $0.senders = ["55507"] }
        let form =
            "from=15550100043&subject=Hi&keyword=photo&file=https%3A%2F%2Fa.example.net%2F1.png&file=https%3A%2F%2Fb%2F2.txt"
        let answer = play.sandbox.receive(Array(form.utf8), at: play.now)
        let reading = try Play.read(try #require(answer.postbacks.first))
        #expect(reading["CODE"] == "N401" && reading.kind == .inboundMms && reading.files == 2)
        #expect(reading["TO"] == "55507" && reading["SUBJECT"] == "Hi" && reading["KEYWORD"] == "photo")
        let id = try #require(reading["TRACKINGID"])
        let remove = "<MMSINBOXID>\(id)</MMSINBOXID>"
        #expect(try Play.read(play.call("removeMMSInboxMessage", remove))[0]["MMSINBOXID"] == id)
        #expect(play.call("removeMMSInboxContent", remove).code == "E642")
        #expect(play.call("removeMMSInboxMessage", "<MMSINBOXID>other</MMSINBOXID>").code == "E641")
        #expect(play.call("removeMMSInboxMessage").code == "E640")
    }

    @Test("A recipient that answers does so to the sender, with a text or with three files")
    func replies() throws {
        var play = try Play()
        for (digits, kind, files) in [("81", PostbackKind.inboundSms, 0), ("80", .inboundMms, 3)] {
            let answer = play.call("sendSMS", "<TO>155501000\(digits)</TO><FROM>55501</FROM><TEXT>x</TEXT>")
            let reply = try Play.read(try #require(answer.postbacks.last))
            #expect(reply.kind == kind && reply.files == files && reply["KEYWORD"] == (files > 0 ? "" : nil))
            #expect(reply["FROM"] == "155501000\(digits)" && reply["TO"] == "55501")
        }
    }

    @Test("What no document can hold is refused")
    func unwritable() throws {
        var play = try Play()
        for form in ["text=%01", "text=%FF", "from=%00&text=x"] {
            let answer = play.sandbox.receive(Array(form.utf8), at: 0)
            #expect(answer.code != nil && answer.postbacks.isEmpty)
        }
        #expect(play.get("action=sendsms&api_key=key&to=15550100001&from=1&text=%01").code == "E100")
    }
}
