import Foundation
import Testing

@testable import SkyDocument
@testable import SkyProtocol

@Suite("Requests for any action")
struct ActionTests {
    /// Shapes that are to be understood, not to be produced (section 4.3.2 and 5.9); the rest is what goes out.
    static let foreign = [
        "saveMMS-legacy-sequence.xml", "sendSavedMMS-legacy-list.xml", "sister-saveMMS-lowercase.xml",
    ]

    static let samples: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: Samples.folder.appendingPathComponent("requests").path)
        return (names ?? []).sorted().filter { !foreign.contains($0) }
    }()

    @Test("A request built from what a sample holds passes the check and goes out as the sample", arguments: samples)
    func sample(name: String) throws {
        let sample = try #require(RequestOutline.parse(try Samples.bytes("requests/" + name)))
        let request = try request(from: sample)
        #expect(request.fault() == nil)
        let written = try #require(RequestOutline.parse(try request.written(.raw, key: apiKey(of: sample))))
        #expect(folded(written.children.map(\.line).sorted()) == folded(sample.children.map(\.line).sorted()))
        // Names go out as they are documented, except those of the sister service.
        if !name.hasPrefix("sister-"), !name.hasPrefix("createUser") {
            #expect(written.children.map(\.name).sorted() == sample.children.map(\.name).sorted())
            #expect(written.name == sample.name)
        }
    }

    @Test("There is a sample for each action, or the table has it from a page without one")
    func allActions() throws {
        let actions = try ActionTests.samples.map { name in
            let sample = try #require(RequestOutline.parse(try Samples.bytes("requests/" + name)))
            return actionName(of: sample)
        }
        for action in actions { #expect(borrow(action) { SkycoreAction(named: $0) } != nil, "\(action)") }
        #expect(Set(actions).count >= 34)
    }

    static let queries: [String] = {
        let table = (try? Samples.bytes("get-queries.tsv")).map { String(decoding: $0, as: Unicode.UTF8.self) } ?? ""
        return table.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
            .map { String($0.split(separator: "\t")[1]) }
    }()

    @Test("The query over GET is that of the sample, byte for byte", arguments: queries)
    func query(expected: String) throws {
        let items = try #require(
            URLComponents(string: "http://x/?" + expected.replacing("+", with: "%20"))?.queryItems)
        let request = Request(try #require(items[0].value))
        var open = ""
        for item in items.dropFirst(2) {
            let parts = item.name.split(separator: "_", maxSplits: 1).map(String.init)
            let block = ["data": "DATA", "pd": "PASSDATA", "customtext": "CUSTOMTEXT"][parts[0]] ?? ""
            if !open.isEmpty, block != open || block == "CUSTOMTEXT" { try request.end() }
            if !block.isEmpty, block != open || block == "CUSTOMTEXT" { try request.begin(block) }
            open = block
            if block == "CUSTOMTEXT" {
                try request.set("VALUE", try #require(item.value))
                try request.set("SLIDE", parts[1])
            } else {
                try request.set(block.isEmpty ? item.name.uppercased() : parts[1], try #require(item.value))
            }
        }
        if !open.isEmpty { try request.end() }
        #expect(String(decoding: try request.written(.get), as: Unicode.UTF8.self) == expected)
    }

    @Test("An action that the table does not know goes out as it was built, by all transports")
    func unknownAction() throws {
        let request = Request("polishShoes")
        try request.set("Colour", "brown & black")
        try request.set("WAX", "")
        try request.begin("DATA")
        try request.set("SIZE", "44")
        try request.end()
        #expect(request.fault() == nil)
        #expect(
            String(decoding: try request.written(.raw), as: Unicode.UTF8.self).hasSuffix(
                "<REQUEST><ACTION>polishShoes</ACTION><API_KEY>KEY</API_KEY><Colour>brown &amp; black</Colour>"
                    + "<WAX></WAX><DATA><SIZE>44</SIZE></DATA></REQUEST>"))
        #expect(
            String(decoding: try request.written(.get), as: Unicode.UTF8.self)
                == "action=polishshoes&api_key=KEY&colour=brown+%26+black&wax=&data_size=44")
    }

    @Test("The page's name for a report and the name in the examples are one action")
    func bothNames() throws {
        for name in ["getSendingStatistics", "getSendingStatus", "GETSENDINGSTATUS"] {
            let request = Request(name)
            try request.set("start_date", "2031-02-01 00:00:00")
            try request.set("endDate", "2031-02-02 00:00:00")
            #expect(request.fault() == nil)
            let text = String(decoding: try request.written(.raw), as: Unicode.UTF8.self)
            #expect(text.contains("<ACTION>getSendingStatus</ACTION>"))
            #expect(text.contains("<START_DATE>2031-02-01 00:00:00</START_DATE><END_DATE>"))
        }
    }

    @Test("Options that are empty are left out, data of the caller's own are not")
    func emptyOptions() throws {
        let request = Request("subscribe")
        try request.set("CAMPAIGNREF", "lunch")
        try request.set("MOBILE", "15550100010")
        try request.set("TIMEZONE", "")
        try request.begin("DATA")
        try request.set("NICKNAME", "")
        try request.end()
        let text = String(decoding: try request.written(.raw), as: Unicode.UTF8.self)
        #expect(!text.contains("TIMEZONE") && text.contains("<DATA><NICKNAME></NICKNAME></DATA>"))
    }

    @Test("Recipient and sender are replaced where they stand, a missing sender is filled in")
    func replacements() throws {
        let request = Request("sendSavedMMS")
        try request.set("MMSID", "880011")
        try request.set("TO", "(774) 319-9144")
        #expect(request.fault()?.reason == .missing && request.fault(hasDefaultSender: true) == nil)
        try borrow("17743199144") { recipient in
            try borrow("55501") { sender in
                var replacements = RequestReplacements()
                replacements.recipient = recipient
                replacements.sender = sender
                let text = String(decoding: try request.written(.raw, replacements), as: Unicode.UTF8.self)
                #expect(text.hasSuffix("<MMSID>880011</MMSID><TO>17743199144</TO><FROM>55501</FROM></REQUEST>"))
                #expect(
                    String(decoding: try request.written(.get, replacements), as: Unicode.UTF8.self)
                        == "action=sendsavedmms&api_key=KEY&mmsid=880011&to=17743199144&from=55501")
            }
        }
    }

    @Test("User and password go beside the key, the password as MD5")
    func login() throws {
        var credentials = borrow("KEY") { SkycoreCredentials(apiKey: $0) }
        borrow("harbor") { user in borrow("secret") { credentials.setLogin(user: user, password: $0) } }
        var writer = SkycoreRequest()
        try writer.write(Request("getMmsIds"), credentials, .init(), transport: .raw)
        #expect(
            String(decoding: writer.payload.bytes, as: Unicode.UTF8.self).hasSuffix(
                "<API_KEY>KEY</API_KEY><USER>harbor</USER><PASS>5ebe2294ecd0e0f08eab7690d2a6ee69</PASS></REQUEST>"))
        try writer.write(Request("getMmsIds"), credentials, .init(), transport: .get)
        #expect(
            String(decoding: writer.payload.bytes, as: Unicode.UTF8.self)
                == "action=getmmsids&api_key=KEY&user=harbor&pass=5ebe2294ecd0e0f08eab7690d2a6ee69")
    }

    // MARK: - Samples

    private func request(from sample: RequestOutline.Node) throws -> Request {
        let request = Request(actionName(of: sample))
        for child in sample.children where !["action", "apikey"].contains(fold(child.name)) { try request.add(child) }
        return request
    }

    private func actionName(of sample: RequestOutline.Node) -> String {
        sample.children.first { fold($0.name) == "action" }?.text.trimmingCharacters(in: .whitespaces) ?? ""
    }

    private func apiKey(of sample: RequestOutline.Node) -> String {
        sample.children.first { fold($0.name) == "apikey" }?.text ?? ""
    }

    private func fold(_ name: String) -> String {
        name.lowercased().filter { $0 != "_" && $0 != "-" }
    }

    private func folded(_ lines: [String]) -> [String] { lines.map(fold).sorted() }
}
