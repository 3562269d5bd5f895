import SkyDocument
import Testing

@testable import SkyProtocol
@testable import SkySandbox

/// A sandbox with somebody who calls it, by the client's own readers.
struct Play {
    /// What the library reads from one answer or one notification.
    struct Reading {
        /// The outcome of an answer, the kind of a notification.
        var outcome: Outcome?
        var kind: PostbackKind?
        var verdict: Verdict?
        var isFinal = false
        var files = 0
        private let read: (String) -> String?

        init(_ read: @escaping (String) -> String?) { self.read = read }

        subscript(_ name: String) -> String? { read(name) }
    }

    var sandbox: Sandbox
    var now = 1_930_000_000_000

    /// A sandbox with the key `key` and whatever the account is to own.
    init(_ change: (inout SandboxAccount) -> Void = { _ in }) throws {
        var account = SandboxAccount(apiKey: "key")
        change(&account)
        sandbox = try #require(Sandbox(account: account))
    }

    /// Send a request; `content` is what stands in REQUEST besides action and key.
    mutating func call(_ action: String, _ content: String = "") -> SandboxAnswer {
        let document = "<REQUEST><ACTION>\(action)</ACTION><API_KEY>key</API_KEY>\(content)</REQUEST>"
        return post(document)
    }

    /// Send a document as it is.
    mutating func post(_ document: String) -> SandboxAnswer {
        sandbox.answer(SandboxRequest(method: "POST", body: Array(document.utf8)), at: now)
    }

    /// Send a query.
    mutating func get(_ query: String) -> SandboxAnswer {
        sandbox.answer(SandboxRequest(method: "GET", query: query), at: now)
    }

    /// Store an MMS of one slide and wait until it can be sent; gives its id.
    mutating func store(_ slide: String = "<TEXT>x</TEXT>", _ more: String = "") throws -> String {
        let answer = call("saveMMS", "<SUBJECT>s</SUBJECT><NAME>n</NAME><SLIDE>\(slide)</SLIDE>\(more)")
        now += 10_000
        return try #require(try Play.read(answer).first?["MMSID"])
    }

    /// The client's reading of an answer: the whole first, then its entries.
    static func read(_ answer: SandboxAnswer) throws -> [Reading] {
        try Array(answer.body.utf8).withUnsafeBufferPointer { try answerReadings(try SkycoreAnswer.read($0)) }
    }

    private static func answerReadings(_ block: borrowing RecordBlock) throws -> [Reading] {
        guard let view = block.view, let whole = view.whole else { throw ProtocolError.outOfMemory }
        let names = fields(of: [whole] + (0..<Int(view.header.count)).compactMap { view.entry($0) }, view)
        var readings = names.map { values in Reading { values[$0] } }
        readings[0].outcome = Outcome(rawValue: view.header.status)
        for index in 1..<readings.count {
            readings[index].outcome = view.entry(index - 1).flatMap { Outcome(rawValue: $0.verdict) }
        }
        return readings
    }

    /// The client's reading of a notification.
    static func read(_ postback: SandboxPostback) throws -> Reading {
        try Array(postback.body.utf8).withUnsafeBufferPointer { try postbackReading(try SkycorePostback.read($0)) }
    }

    private static func postbackReading(_ block: borrowing RecordBlock) throws -> Reading {
        guard let view = block.view, let record = view.entry(0), view.header.count == 1 else {
            throw ProtocolError.outOfMemory
        }
        let values = fields(of: [record], view)[0]
        var reading = Reading { values[$0] }
        reading.kind = PostbackKind(rawValue: record.kind)
        reading.verdict = Verdict(rawValue: record.verdict)
        reading.isFinal = record.isFinal != 0
        reading.files = view.fileCount(of: record)
        return reading
    }

    /// All that the tests ask for, by name, while the block lives.
    private static func fields(of records: [Record], _ view: RecordView) -> [[String: String]] {
        records.map { record in
            var values: [String: String] = [:]
            for name in names {
                let value = Array(name.utf8).withUnsafeBufferPointer { view.value($0, 0, in: record) }
                if let value { values[name] = String(decoding: value, as: Unicode.UTF8.self) }
            }
            return values
        }
    }

    /// The names of the elements right below the root, by counting tags.
    static func children(of document: String) -> [String] {
        var depth = 0
        var names: [String] = []
        for tag in document.split(separator: "<") where !tag.hasPrefix("?") {
            if tag.hasPrefix("/") {
                depth -= 1
            } else {
                if depth == 1 { names.append(String(tag.prefix { $0 != ">" })) }
                depth += 1
            }
        }
        return names
    }

    private static let names = [
        "STATUS", "ERRORCODE", "ERRORINFO", "TO", "FROM", "FROM_MASK", "TRACKINGID", "MMSID", "MMSIDS", "SCHEDULEDID",
        "STATUSDETAILS", "SUBSCRIBERREF", "CAMPAIGNREF", "CAMPAIGNID", "CAMPAIGNNAME", "BRANDNAME", "MAILINGADDRESS",
        "MOBILE", "MMSINBOXID", "SESSIONID", "USERNAME", "PASSWORD", "API_KEY", "URL", "ORIGIN", "CODE", "STATUSCODE",
        "SENTAS", "SPID", "TIMESTAMP", "HANDSET", "AGGREGATORID", "AUDIONAME", "VIDEONAME", "TEXT", "RECEIVED",
        "TRANSACTIONID", "KEYWORD", "SUBJECT", "SHORTCODE", "CAMPAIGNTITLE", "SOURCE", "EMAIL", "EMAILTEMPLATEID",
        "REFERENCEDBY", "REFERENCEVALUE", "CUSTOMPASSID", "PASSDATAID", "SERIALNUMBER", "PASSTEMPLATEID", "PASSLINK",
        "DOWNLOADURL", "UPDATESTATUSID", "WARNINGCODE", "EMAILSUBJECT", "EMAILHTML", "EMAILIDS", "PASSTEMPLATEIDS",
        "MMSCAMPAIGNS/CAMPAIGN/ID", "MMSCAMPAIGNS/CAMPAIGN/NAME", "EMAILCAMPAIGNS/CAMPAIGN/NAME",
        "PASSTEMPLATE/PASSNAME", "PAGE-NUMBER", "TOTAL-RESULTS", "MMS-TEMPLATE/MMS-ID",
    ]
}
