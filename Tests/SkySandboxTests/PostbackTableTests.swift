import Foundation
import Testing

@testable import SkyProtocol
@testable import SkySandbox

@Suite("The sandbox's postbacks against the tables")
struct PostbackTableTests {
    /// A row of the table of codes.
    private struct Code {
        let kind: String
        let isFinal: Bool
        let outcome: String
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("tools/data/skycore")

    /// Codes that the sandbox does not send: none has a sample, or their time is over.
    private static let unsent: Set = ["E001", "E004", "E011", "E100", "E999", "N002", "N103"]

    /// Fields that are not always there, and those that older shapes have besides.
    private static let free: Set = [
        "STATUSDETAILS", "SUBJECT", "CAMPAIGNREF", "CAMPAIGNID", "SCHEDULEDID", "SENTAS", "SERIALNUMBER",
        "AGGREGATORID",
    ]

    @Test("Every documented code is sent, and the client reads its kind, verdict and finality as the table has them")
    func codes() throws {
        let table = try Self.codes()
        var seen: Set<String> = []
        for postback in try Self.everything() {
            let reading = try Play.read(postback)
            let code = try #require(table[postback.code], "\(postback.code)")
            seen.insert(postback.code)
            // Of an SMS with the link of an MMS the origin tells the kind.
            let kind = code.kind == "sms_delivery" && reading["ORIGIN"] == "MMS_MT" ? "mms_delivery" : code.kind
            #expect(reading.kind.map { "\($0.name)" } == kind, "\(postback.code)")
            let words = ["Failed", "Expired", "Rejected", "NotSupported"]
            let hasFailed = words.contains { reading["STATUS"]?.hasSuffix($0) ?? false }
            let outcome = hasFailed ? "failure" : code.outcome == "neutral" ? "pending" : code.outcome
            #expect(reading.verdict.map { "\($0.name)" } == outcome, "\(postback.code)")
            #expect(reading.isFinal == (code.isFinal || hasFailed), "\(postback.code)")
        }
        #expect(seen == Set(table.keys).subtracting(Self.unsent))
    }

    @Test("Every postback has the fields that the table of fields has for its code, and no other")
    func fields() throws {
        let table = try Self.rows("postback-fields.tsv")
        for postback in try Self.everything() {
            let reading = try Play.read(postback)
            let kind = try #require(reading.kind.map { "\($0.name)" })
            let rows = table.filter { $0[0] == kind && $0[1] != "CODE" && $0[2] != "2014" }
            let wanted = rows.filter { row in
                let codes = row[2].split(separator: " ")
                if codes.first == "all" { return codes.last.map { $0 != postback.code } ?? true }
                return codes.contains { $0 == postback.code }
            }.map { String($0[1].split(separator: "/")[0]) }
            let all = Play.children(of: postback.body)
            // Not every kind has a row for CODE, but all have it except passes.
            #expect(all.contains("CODE") == (kind != "pass"), "\(postback.code)")
            let given = all.filter { $0 != "CODE" }
            #expect(Set(wanted).subtracting(given).subtracting(Self.free).isEmpty, "\(postback.code)")
            #expect(Set(given).subtracting(wanted).subtracting(Self.free).isEmpty, "\(postback.code)")
        }
    }

    // MARK: - What there is

    /// All that a sandbox can send.
    private static func everything() throws -> [SandboxPostback] {
        var play = try Play {
            $0.storedMMS = ["7"]
            $0.campaigns = ["harbor"]
            $0.passTemplates = ["610"]
        }
        var all: [SandboxPostback] = []
        for ending in 0...99 {
            let number = ending < 10 ? "1555010000\(ending)" : "155501000\(ending)"
            let to = "<TO>\(number)</TO><FROM>1</FROM>"
            all += play.call("sendSMS", to + "<TEXT>x</TEXT>").postbacks
            all += play.call("sendSavedMMS", to + "<MMSID>7</MMSID><DDMTEXT>x</DDMTEXT>").postbacks
            let pass = "<PASSTEMPLATEID>610</PASSTEMPLATEID><PASSDATA><CUSTOMPASSID>\(number)</CUSTOMPASSID></PASSDATA>"
            all += play.call("generatePass", pass).postbacks
        }
        for medium in ["AUDIO", "VIDEO"] {
            for address in ["a", "broken"] {
                let content =
                    "<SUBJECT>s</SUBJECT><NAME>n</NAME>"
                    + "<SLIDE><\(medium)><URL>https://media.example.net/\(address)</URL></\(medium)></SLIDE>"
                all += play.call("saveMMS", content).postbacks
                all += play.call("sendMMS", content + "<TO>15550100001</TO><FROM>1</FROM>").postbacks
            }
        }
        let letters = "<CAMPAIGNNAME>x</CAMPAIGNNAME><BRANDNAME>x</BRANDNAME><MAILINGADDRESS>x</MAILINGADDRESS>"
        _ = play.call("createEmailCampaign", letters)
        for action in ["subscribe", "unsubscribe"] {
            let number = "<CAMPAIGNREF>harbor</CAMPAIGNREF><MOBILE>15550100001</MOBILE>"
            all += play.call(action, number).postbacks
            let address = "<CAMPAIGNID>4402</CAMPAIGNID><EMAIL>a@example.net</EMAIL>"
            all += play.call(action + "Email", address).postbacks
        }
        return all
    }

    private static func codes() throws -> [String: Code] {
        var codes: [String: Code] = [:]
        for row in try rows("postback-codes.tsv") {
            codes[row[0]] = Code(kind: row[2], isFinal: row[4] == "yes", outcome: row[5])
        }
        return codes
    }

    private static func rows(_ name: String) throws -> [[String]] {
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
