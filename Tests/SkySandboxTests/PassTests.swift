import Testing

@testable import SkyProtocol
@testable import SkySandbox

@Suite("Passes in the sandbox")
struct PassTests {
    private let template = "<PASSTEMPLATEID>610</PASSTEMPLATEID>"

    @Test("What became of a pass is told in STATUSCODE, by the last two digits of its custom id")
    func reports() throws {
        let cases: [(String, String, Verdict)] = [
            ("P 100", "N801", .success), ("P 98", "N802", .failure), ("P 97", "N803", .failure),
            ("P 94", "N811", .failure),
        ]
        for (id, code, verdict) in cases {
            for action in ["addPassData", "generatePass"] {
                var play = try makePlay()
                let answer = play.call(
                    action,
                    template + "<PASSDATA><CUSTOMPASSID>\(id)</CUSTOMPASSID><PHONE>15550100052</PHONE></PASSDATA>")
                let whole = try Play.read(answer)[0]
                let report = try Play.read(try #require(answer.postbacks.first))
                #expect(report["STATUSCODE"] == code && report.kind == .pass && report.verdict == verdict)
                #expect(report.isFinal && report["CUSTOMPASSID"] == id && report["PASSDATAID"] == whole["PASSDATAID"])
                #expect(report["REFERENCEDBY"] == "Phone" && report["REFERENCEVALUE"] == "15550100052")
                #expect((report["SERIALNUMBER"] != nil) == (code == "N801") && report["TIMESTAMP"] != nil)
            }
        }
    }

    @Test("Stored data can be changed, made a pass of, and deleted; then they are unknown")
    func storedData() throws {
        var play = try makePlay()
        let data = template + "<PASSDATA><CUSTOMPASSID>P</CUSTOMPASSID></PASSDATA>"
        let id = try #require(try Play.read(play.call("addPassData", data))[0]["PASSDATAID"])
        let named = "<PASSDATAID>\(id)</PASSDATAID>"
        let changed = play.call("updatePass", named + "<PASSDATA><HEADERVALUE1>9</HEADERVALUE1></PASSDATA>")
        #expect(try Play.read(changed)[0]["UPDATESTATUSID"] != nil)
        #expect(play.call("updatePass", named).code == "E824")
        let made = try Play.read(play.call("generatePassById", named))[0]
        #expect(made["PASSDATAID"] == id && made["CUSTOMPASSID"] == "P" && made["SERIALNUMBER"] != nil)
        #expect(made["DOWNLOADURL"] == made["PASSLINK"].map { $0 + "&dl=1" })
        let deleted = play.call("deletePassData", named)
        #expect(deleted.body == "<RESPONSE><STATUS>Success</STATUS></RESPONSE>")
        for action in ["updatePass", "generatePassById", "deletePassData"] {
            #expect(play.call(action, named).code == "E808" && play.call(action).code == "E807")
        }
    }

    @Test("What is wrong with a pass has the provider's code")
    func refusals() throws {
        var play = try makePlay()
        let cases = [
            ("addPassData", "E801", ""), ("addPassData", "E824", template),
            ("addPassData", "E802", "<PASSTEMPLATEID>9</PASSTEMPLATEID>"),
            ("addPassData", "E804", template + "<PASSDATA><EMAIL>nobody</EMAIL></PASSDATA>"),
            ("addPassData", "E805", template + "<PASSDATA><PHONE>+1</PHONE></PASSDATA>"),
            ("generatePass", "E802", "<PASSTEMPLATEID>9</PASSTEMPLATEID>"), ("getPassTemplate", "E827", ""),
            ("getPassTemplate", "E828", template + "<MMSID>7</MMSID>"), ("getPassTemplate", "E802", "<MMSID>8</MMSID>"),
        ]
        for (action, code, content) in cases { #expect(play.call(action, content).code == code, "\(action) \(code)") }
    }

    @Test("A template is found by its own id and by those of the MMS and the e-mail that hold it")
    func templates() throws {
        var play = try makePlay()
        for content in [template, "<MMSID>7</MMSID>", "<EMAILID>7302</EMAILID>"] {
            let whole = try Play.read(play.call("getPassTemplate", content))[0]
            #expect(whole["PASSTEMPLATEID"] == "610" && whole["PASSTEMPLATE/PASSNAME"] != nil)
        }
    }

    @Test("A pass goes by MMS only if the MMS holds one, and by e-mail; both kinds of report follow")
    func sending() throws {
        var play = try makePlay()
        let number = "<TO>15550100001</TO><FROM>1</FROM>"
        let plain = try play.store()
        #expect(play.call("sendPassInMMS", "<MMSID>\(plain)</MMSID>" + number).code == "E822")
        let withPass = try play.store("<PASSBOOK><URL>https://media.example.net/p.pkpass</URL></PASSBOOK>")
        let answer = play.call("sendPassInMMS", "<MMSID>\(withPass)</MMSID>" + number)
        #expect(answer.postbacks.map(\.code) == ["N101", "N102", "N801"])
        _ = play.call(
            "createEmailCampaign",
            "<CAMPAIGNNAME>x</CAMPAIGNNAME><BRANDNAME>x</BRANDNAME><MAILINGADDRESS>x</MAILINGADDRESS>")
        let email = "<EMAILTEMPLATEID>7302</EMAILTEMPLATEID><CAMPAIGNID>4401</CAMPAIGNID>"
        let sent = play.call("sendPassInEmail", email + "<EMAIL>a@example.net</EMAIL>")
        #expect(try Play.read(try #require(sent.postbacks.first))["REFERENCEVALUE"] == "a@example.net")
        let page = try Play.read(play.call("getPassEmailTemplate", email + "<EMAIL>a18@example.net</EMAIL>"))[0]
        #expect(page.outcome == .accepted && page["WARNINGCODE"] == "E918" && page["EMAILHTML"] != nil)
        let clean = try Play.read(play.call("getPassEmailTemplate", email + "<EMAIL>a@example.net</EMAIL>"))[0]
        #expect(clean["WARNINGCODE"] == nil && clean["EMAILSUBJECT"] != nil && clean["PASSDATAID"] != nil)
    }

    private func makePlay() throws -> Play {
        try Play {
            $0.passTemplates = ["610"]
            $0.emailTemplates = ["7302"]
            $0.storedMMS = ["7"]
        }
    }
}
