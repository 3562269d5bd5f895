import Testing

@testable import SkyProtocol
@testable import SkySandbox

@Suite("MMS in the sandbox's store")
struct ContentTests {
    @Test("saveMMS gives an id, N003 follows, and then the MMS can be sent")
    func store() throws {
        var play = try Play()
        let answer = play.call("saveMMS", "<SUBJECT>s</SUBJECT><NAME>n</NAME><SLIDE><TEXT>x</TEXT></SLIDE>")
        let id = try #require(try Play.read(answer)[0]["MMSID"])
        let report = try Play.read(try #require(answer.postbacks.first))
        #expect(answer.postbacks.count == 1 && report["CODE"] == "N003" && report["MMSID"] == id)
        #expect(report.kind == .contentEncoding && report.verdict == .success && report.isFinal)
        let sent = play.call("sendSavedMMS", "<MMSID>\(id)</MMSID><TO>15550100001</TO><FROM>1</FROM>")
        #expect(sent.code == nil)
    }

    @Test("A sound or a film is encoded first: until its N003 is due, sending is E626")
    func encoding() throws {
        for medium in ["AUDIO", "VIDEO"] {
            var play = try Play()
            let slide = "<SLIDE><\(medium)><URL>https://media.example.net/a</URL></\(medium)></SLIDE>"
            let answer = play.call("saveMMS", "<SUBJECT>s</SUBJECT><NAME>n</NAME>\(slide)")
            let id = try #require(try Play.read(answer)[0]["MMSID"])
            let send = "<MMSID>\(id)</MMSID><TO>15550100001</TO><FROM>1</FROM>"
            let due = try #require(answer.postbacks.first?.due)
            play.now = due - 1
            #expect(play.call("sendSavedMMS", send).code == "E626")
            play.now = due
            #expect(play.call("sendSavedMMS", send).code == nil)
        }
    }

    @Test("A sound or film that cannot be encoded gives E002 or E003, and the id is unusable")
    func broken() throws {
        for (medium, code, name) in [("AUDIO", "E002", "AUDIONAME"), ("VIDEO", "E003", "VIDEONAME")] {
            var play = try Play()
            let slide = "<SLIDE><\(medium)><URL>https://media.example.net/broken</URL></\(medium)></SLIDE>"
            let answer = play.call("saveMMS", "<SUBJECT>s</SUBJECT><NAME>n</NAME>\(slide)")
            let report = try Play.read(try #require(answer.postbacks.first))
            #expect(report["CODE"] == code && report[name] == "https://media.example.net/broken")
            #expect(report.kind == .contentEncoding && report.verdict == .failure && report.isFinal)
            play.now += 10_000
            let id = try #require(report["MMSID"])
            #expect(play.call("sendSavedMMS", "<MMSID>\(id)</MMSID><TO>15550100001</TO><FROM>1</FROM>").code == "E241")
        }
    }

    @Test("Files that cannot be fetched, are too large or damaged are refused at once, with the code of their sort")
    func refusedFiles() throws {
        let cases = [
            ("IMAGE", "E351", "E331"), ("AUDIO", "E352", "E332"), ("VIDEO", "E353", "E333"), ("VCARD", "E355", "E335"),
            ("ICAL", "E356", "E336"), ("PDF", "E357", "E337"), ("PASSBOOK", "E358", "E338"),
        ]
        var play = try Play()
        func answer(_ medium: String, _ word: String) -> String? {
            let slide = "<SLIDE><\(medium)><URL>https://media.example.net/\(word)</URL></\(medium)></SLIDE>"
            return play.call("saveMMS", "<SUBJECT>s</SUBJECT><NAME>n</NAME>\(slide)").code
        }
        for (medium, missing, large) in cases {
            #expect(answer(medium, "missing") == missing)
            #expect(answer(medium, "large") == large)
        }
        #expect(answer("IMAGE", "broken") == "E341")
        #expect(play.call("getMmsIds").code == "E200")
    }

    @Test("What the table of actions refuses, the sandbox refuses with the same code")
    func slides() throws {
        var play = try Play()
        let image = "<IMAGE><URL>https://media.example.net/a</URL></IMAGE>"
        let cases = [
            ("E312", ""), ("E313", "<SLIDE></SLIDE>"), ("E225", String(repeating: "<SLIDE>\(image)</SLIDE>", count: 9)),
            ("E226", "<SLIDE><AUDIO><URL>a</URL></AUDIO><VIDEO><URL>b</URL></VIDEO></SLIDE>"),
            ("E230", "<SLIDE>\(image)<DURATION>long</DURATION></SLIDE>"),
            ("E100", "<SLIDE><IMAGE><URL></URL></IMAGE></SLIDE>"),
        ]
        for (code, slides) in cases {
            #expect(play.call("saveMMS", "<SUBJECT>s</SUBJECT><NAME>n</NAME>" + slides).code == code)
        }
        #expect(play.call("saveMMS", "<NAME>n</NAME><SLIDE>\(image)</SLIDE>").code == "E314")
        #expect(play.call("saveMMS", "<SUBJECT>s</SUBJECT><SLIDE>\(image)</SLIDE>").code == "E311")
    }

    @Test("sendMMS stores and sends: N013 comes first, or E012 or E013 and nothing more")
    func sendMMS() throws {
        var play = try Play()
        func send(_ slide: String) -> SandboxAnswer {
            play.call(
                "sendMMS",
                "<TO>15550100001</TO><FROM>1</FROM><SUBJECT>s</SUBJECT><NAME>n</NAME><SLIDE>\(slide)</SLIDE>")
        }
        let answer = send("<TEXT>x</TEXT>")
        let whole = try Play.read(answer)[0]
        #expect(answer.postbacks.map(\.code) == ["N013", "N101", "N102"])
        #expect(whole["TO"] == "15550100001" && whole["TRACKINGID"] != nil && whole["STATUSDETAILS"] != nil)
        for postback in answer.postbacks { #expect(try Play.read(postback)["MMSID"] == whole["MMSID"]) }
        let first = try Play.read(answer.postbacks[0])
        #expect(first.kind == .contentEncoding && first.verdict == .success && !first.isFinal)
        for (medium, code) in [("AUDIO", "E012"), ("VIDEO", "E013")] {
            let failed = send("<\(medium)><URL>https://media.example.net/broken</URL></\(medium)>")
            #expect(failed.code == nil && failed.postbacks.map(\.code) == [code])
            let reading = try Play.read(failed.postbacks[0])
            #expect(reading.kind == .contentEncoding && reading.verdict == .failure && reading.isFinal)
        }
    }

    @Test("Lists of ids are separated by commas; an account without any is refused; deleted ids are gone")
    func ids() throws {
        var play = try Play()
        #expect(play.call("getMmsIds").code == "E200")
        let first = try play.store()
        let second = try play.store()
        #expect(try Play.read(play.call("getMmsIds"))[0]["MMSIDS"] == "\(first),\(second)")
        #expect(try Play.read(play.call("deleteMMSID", "<MMSID>\(first)</MMSID>"))[0]["MMSID"] == first)
        #expect(try Play.read(play.call("getMmsIds"))[0]["MMSIDS"] == second)
        #expect(play.call("deleteMMSID", "<MMSID>\(first)</MMSID>").code == "E241")
        #expect(play.call("deleteMMSID").code == "E620")
        #expect(
            play.call("sendSavedMMS", "<MMSID>\(first)</MMSID><TO>15550100001</TO><FROM>1</FROM>").code == "E241")
    }

    @Test("getMMSTemplates lists page by page in the lower-case dialect")
    func templates() throws {
        var play = try Play()
        for _ in 0..<3 { _ = try play.store() }
        let second = play.post(
            "<request><action>getMMSTemplates</action><api-key>key</api-key><page-number>2</page-number>"
                + "<items-per-page>2</items-per-page></request>")
        #expect(second.body.hasPrefix("<response><status>Success</status>"))
        let whole = try Play.read(second)[0]
        #expect(
            whole["TOTAL-RESULTS"] == "3" && whole["PAGE-NUMBER"] == "2" && whole["MMS-TEMPLATE/MMS-ID"] == "100003")
        for (code, field) in [
            ("E212", "<page-number>0</page-number>"), ("E213", "<items-per-page>0</items-per-page>"),
            ("E214", "<start-date>soon</start-date>"),
        ] {
            let answer = play.call("getMMSTemplates", field)
            #expect(answer.code == code && answer.body.contains("<error-code>\(code)</error-code>"))
            #expect(try Play.read(answer)[0].outcome == .rejected)
        }
        let later = play.call("getMMSTemplates", "<start-date>2099-01-01T00:00:00+00:00</start-date>")
        #expect(try Play.read(later)[0]["TOTAL-RESULTS"] == "0")
    }

    @Test("A list of numbers, as in 2013, is answered with one entry for each, of mixed outcome")
    func list() throws {
        var play = try Play { $0.storedMMS = ["7"] }
        let answer = play.call(
            "sendSavedMMS", "<MMSID>7</MMSID><TO>15550100001, 15550100097,12</TO><FROM>1</FROM>")
        let readings = try Play.read(answer)
        #expect(readings[0].outcome == .partial && readings[0]["MMSID"] == "7")
        #expect(readings.dropFirst().map { $0.outcome } == [.accepted, .rejected, .rejected])
        #expect(readings.dropFirst().map { $0["ERRORCODE"] } == [nil, "E114", "E110"])
        #expect(answer.postbacks.map(\.code) == ["N101", "N102"])
        let many = (0...100).map { "155501\(10_000 + $0)" }.joined(separator: ",")
        #expect(play.call("sendSavedMMS", "<MMSID>7</MMSID><TO>\(many)</TO><FROM>1</FROM>").code == "E623")
    }
}
