import Foundation
import SkyDocument
import Testing

@testable import SkyProtocol
@testable import SkySandbox

@Suite("The sample requests, in the sandbox")
struct SampleRequestTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("samples/skycore")

    /// The id of pass data in the samples; a sandbox gives its own.
    private static let passID = "00ff00ff00ff00ff"

    @Test("Every sample request is accepted by a sandbox that has what it names, and the client reads the answer")
    func requests() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path + "/requests").sorted()
        #expect(names.count == 43)
        let answers = try Self.column(5)
        let reports = try Self.column(7)
        for name in names where !name.hasPrefix("sister-saveMMS") {
            var play = try makePlay()
            var text = try String(contentsOf: Self.folder.appendingPathComponent("requests/\(name)"), encoding: .utf8)
            if let id = play.passID { text = text.replacing(Self.passID, with: id) }
            text = text.replacing("MMS_MO_x0Ample1", with: play.inboxID ?? "")
            let answer = play.play.post(text)
            #expect(answer.code == nil, "\(name)")
            #expect(try Play.read(answer)[0].outcome == .accepted, "\(name)")
            let action = try #require(Self.action(in: text))
            let fields = (answers[action] ?? []).filter { !Self.isOptional($0) && !answer.body.contains("<\($0)>") }
            // The answer of 2013 has but the id for the whole.
            #expect(fields.isEmpty || name.contains("legacy-list"), "\(name)")
            // The documents do not say in which element the address of a report lies.
            let known = ["STATUS", "URL", "SENDING"] + (answers[action] ?? [])
            let unknown = Play.children(of: answer.body).filter { !known.contains($0.uppercased()) }
            #expect(unknown.isEmpty, "\(name)")
            for postback in answer.postbacks {
                #expect(try Play.read(postback).kind != .other)
                #expect(reports[action]?.contains(postback.code) == true, "\(name): \(postback.code)")
            }
        }
    }

    @Test("Every sample of a query is accepted, and what was flattened arrives nested")
    func queries() throws {
        let table = try String(contentsOf: Self.folder.appendingPathComponent("get-queries.tsv"), encoding: .utf8)
        let queries = table.split(separator: "\n").dropFirst(2).map { String($0.split(separator: "\t")[1]) }
        #expect(queries.count == 9)
        for query in queries {
            var play = try makePlay()
            let answer = play.play.get(query.replacing("=KEY&", with: "=\(Self.key)&"))
            #expect(answer.code == nil, "\(query)")
            #expect(try Play.read(answer)[0].outcome == .accepted, "\(query)")
        }
        let call = try call("customtext_1=One&data_age=9&customtext_3=T+3&pd_phone=1&data_pet=cat&mmsid=+7+")
        #expect(call.value("AGE", in: "DATA") == "9" && call.value("PET", in: "DATA") == "cat")
        #expect(call.value("PHONE", in: "PASSDATA") == "1" && call.value("MMSID") == "7")
        #expect(call.value("VALUE", in: "CUSTOMTEXT") == "One" && call.value("SLIDE", in: "CUSTOMTEXT") == "1")
    }

    @Test("A query of very many parameters is read at once, too")
    func longQuery() throws {
        let many = (0..<20_000).map { "data_n\($0)=\($0)" }.joined(separator: "&")
        let call = try call(many + "&pd_last=1")
        #expect(call.value("N19999", in: "DATA") == "19999" && call.value("LAST", in: "PASSDATA") == "1")
    }

    @Test("A request is one tree, whichever way it comes; a mask that is too long is cut off")
    func transports() throws {
        let document = "<REQUEST><TEXT> a </TEXT><TO> 1 </TO><FROM_MASK>HarborCafé12</FROM_MASK></REQUEST>"
        let escaped = document.utf8.map { "%" + String(format: "%02X", $0) }.joined()
        let requests = [
            SandboxRequest(method: "POST", body: Array(document.utf8)),
            SandboxRequest(method: "POST", body: [0xEF, 0xBB, 0xBF] + Array(document.utf8)),
            SandboxRequest(method: "POST", body: Array("other=1&XML=\(escaped)".utf8)),
            SandboxRequest(
                method: "POST", contentType: "multipart/form-data; boundary=q",
                body: Array(
                    ("--q\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--q\r\n"
                        + "Content-Disposition: form-data; name=\"XML\"\r\n\r\n\(document)\r\n--q--\r\n").utf8)),
            SandboxRequest(method: "GET", query: "text=+a+&to=+1+&from_mask=HarborCaf%C3%A912"),
        ]
        let reader = try #require(XMLReader.make())
        for request in requests {
            let call = try SandboxCall.read(request, reader, at: 0)
            #expect(call.value("TEXT") == " a " && call.value("TO") == "1")
            #expect(call.value("FROMMASK") == "HarborCafé1" && call.value("FROM") == nil)
        }
    }

    @Test("Every action of the table is answered, and none by saying that it does not exist")
    func actions() throws {
        let names = try Self.column(0).keys
        #expect(names.count == 36)
        for action in names {
            var play = try Play()
            let answer = play.call(action)
            #expect(answer.code != "E101" && answer.code != "E107" && answer.code != "E108", "\(action)")
            let reading = try Play.read(answer)[0]
            #expect(reading["ERRORCODE"] == answer.code || answer.body.contains("<error-code>"), "\(action)")
        }
    }

    /// The words in one column of the table of actions, by action.
    private static func column(_ column: Int) throws -> [String: [String]] {
        let place = folder.appendingPathComponent("../../../tools/data/skycore/actions.tsv")
        let rows = try String(contentsOf: place, encoding: .utf8).split(separator: "\n")
        var words: [String: [String]] = [:]
        for row in rows.filter({ !$0.hasPrefix("#") }).dropFirst() {
            let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
            words[String(cells[0])] = cells[column].split(separator: " ").map { $0 == "-" ? "STATUS" : String($0) }
        }
        return words
    }

    /// Fields of answers that depend on what was asked.
    private static func isOptional(_ name: String) -> Bool {
        // In the lower-case dialect the names are lower case, too.
        ["CAMPAIGNREF", "CAMPAIGNID", "SUBSCRIBERREF", "WARNINGCODE", "WARNINGINFO", "STATUS"].contains(name)
            || name.contains("-")
    }

    private static func action(in document: String) -> String? {
        let parts = document.split(separator: "action>").count > 1 ? "action>" : "ACTION>"
        return document.split(separator: parts).dropFirst().first.map {
            $0.prefix { $0 != "<" }.trimmingCharacters(in: .whitespaces)
        }
    }

    private static let key = "k3yForExamplesOnly00000000000001"

    private func call(_ query: String) throws -> SandboxCall {
        let reader = try #require(XMLReader.make())
        return try SandboxCall.read(SandboxRequest(method: "GET", query: query), reader, at: 0)
    }

    /// A sandbox that owns what the samples name, and the ids that it gave itself.
    private func makePlay() throws -> (play: Play, passID: String?, inboxID: String?) {
        var play = try Play {
            $0.apiKey = Self.key
            $0.campaigns = ["harbor-lunch"]
            $0.storedMMS = (880_011...880_016).map(String.init)
            $0.emailTemplates = ["7301", "7302"]
            $0.passTemplates = ["610"]
        }
        func post(_ action: String, _ content: String) -> SandboxAnswer {
            play.post("<REQUEST><ACTION>\(action)</ACTION><API_KEY>\(Self.key)</API_KEY>\(content)</REQUEST>")
        }
        let letters =
            "<CAMPAIGNNAME>x</CAMPAIGNNAME><BRANDNAME>x</BRANDNAME><MAILINGADDRESS>x</MAILINGADDRESS>"
        #expect(post("createEmailCampaign", letters).code == nil)
        let subscriber =
            "<CAMPAIGNREF>harbor-lunch</CAMPAIGNREF><SUBSCRIBERREF>member-7781</SUBSCRIBERREF>"
            + "<MOBILE>15550100010</MOBILE>"
        #expect(post("subscribe", subscriber).code == nil)
        let data = "<PASSTEMPLATEID>610</PASSTEMPLATEID><PASSDATA><PHONE>15550100052</PHONE></PASSDATA>"
        let pass = try Play.read(post("addPassData", data))[0]["PASSDATAID"]
        let inbound = play.sandbox.receive(Array("file=https://a.example.net/1".utf8), at: 0)
        return (play, pass, try Play.read(inbound.postbacks[0])["TRACKINGID"])
    }
}
