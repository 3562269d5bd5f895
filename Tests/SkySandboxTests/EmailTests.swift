import Testing

@testable import SkyProtocol
@testable import SkySandbox

@Suite("E-mail in the sandbox")
struct EmailTests {
    private let campaign =
        "<CAMPAIGNNAME>Letters</CAMPAIGNNAME><BRANDNAME>Harbor</BRANDNAME>"
        + "<MAILINGADDRESS>Harbor\n 5 Pier Road</MAILINGADDRESS>"

    @Test("E-mail campaigns keep their address's lines, and numbers cannot be subscribed to them")
    func campaigns() throws {
        var play = try Play()
        let whole = try Play.read(play.call("createEmailCampaign", campaign))[0]
        #expect(whole["CAMPAIGNID"] == "4401" && whole["MAILINGADDRESS"] == "Harbor\n 5 Pier Road")
        #expect(try Play.read(play.call("getEmailCampaigns"))[0]["EMAILCAMPAIGNS/CAMPAIGN/NAME"] == "Letters")
        #expect(play.call("getMmsCampaigns").code == "E405")
        #expect(play.call("subscribe", "<CAMPAIGNID>4401</CAMPAIGNID><MOBILE>15550100001</MOBILE>").code == "E903")
    }

    @Test("Addresses opt in and out, one or all, and each is told")
    func subscriptions() throws {
        var play = try Play()
        _ = play.call("createEmailCampaign", campaign)
        func call(_ action: String, _ address: String, id: String = "4401") -> SandboxAnswer {
            play.call(action, "<CAMPAIGNID>\(id)</CAMPAIGNID><EMAIL>\(address)</EMAIL>")
        }
        for address in ["a@example.net", "b@example.net", "c@example.net"] {
            let answer = call("subscribeEmail", address)
            let report = try Play.read(try #require(answer.postbacks.first))
            #expect(report["CODE"] == "N303" && report["EMAIL"] == address && report["CAMPAIGNID"] == "4401")
            #expect(report.kind == .emailSubscription && report.verdict == .pending && report.isFinal)
        }
        #expect(call("unsubscribeEmail", "b@example.net").postbacks.map(\.code) == ["N304"])
        #expect(call("unsubscribeEmail", "b@example.net").code == "E914")
        let all = call("unsubscribeEmail", "ALL")
        #expect(try all.postbacks.map { try Play.read($0)["EMAIL"] } == ["a@example.net", "c@example.net"])
        #expect(try Play.read(all)[0]["EMAIL"] == "ALL")
        #expect(call("subscribeEmail", "nobody").code == "E913")
        #expect(call("subscribeEmail", "x13@example.net").code == "E913")
        #expect(call("subscribeEmail", "a@example.net", id: "9").code == "E912")
        #expect(call("subscribeEmail", "").code == "E911")
    }

    @Test("A stored e-mail goes to an address; its refusals repeat what they are about before the code")
    func sending() throws {
        var play = try Play { $0.emailTemplates = ["7301"] }
        _ = play.call("createEmailCampaign", campaign)
        func call(_ address: String, template: String = "7301", id: String = "4401") -> SandboxAnswer {
            play.call(
                "sendSavedEmail",
                "<EMAILTEMPLATEID>\(template)</EMAILTEMPLATEID><EMAIL>\(address)</EMAIL><CAMPAIGNID>\(id)</CAMPAIGNID>")
        }
        let answer = call("a@example.net")
        let whole = try Play.read(answer)[0]
        #expect(whole["TRACKINGID"]?.hasPrefix("EMAIL_") == true && whole["EMAILTEMPLATEID"] == "7301")
        #expect(whole["EMAIL"] == "a@example.net" && whole["CAMPAIGNID"] == "4401" && answer.postbacks.isEmpty)
        let cases = [
            ("E402", call("a@example.net", template: "9")), ("E406", call("nobody")),
            ("E714", call("a@example.net", id: "9")), ("E403", call("x03@example.net")),
            ("E915", call("x15@example.net")), ("E916", call("x16@example.net")), ("E917", call("x17@example.net")),
            ("E713", call("x94@example.net")),
        ]
        for (code, answer) in cases {
            let reading = try Play.read(answer)[0]
            #expect(answer.code == code && reading.outcome == .rejected && reading["EMAILTEMPLATEID"] != nil)
            #expect(answer.body.contains("</CAMPAIGNID><ERRORCODE>\(code)</ERRORCODE>"))
        }
    }

    @Test("Template ids are listed; an account without any is refused")
    func ids() throws {
        var none = try Play()
        #expect(none.call("getEmailIds").code == "E400" && none.call("getPassTemplateIds").code == "E800")
        var some = try Play {
            $0.emailTemplates = ["7301", "7302"]
            $0.passTemplates = ["610"]
        }
        #expect(try Play.read(some.call("getEmailIds"))[0]["EMAILIDS"] == "7301,7302")
        #expect(try Play.read(some.call("getPassTemplateIds"))[0]["PASSTEMPLATEIDS"] == "610")
    }
}
