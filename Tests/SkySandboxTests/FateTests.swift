import Testing

@testable import SkyProtocol
@testable import SkySandbox

@Suite("What becomes of messages in the sandbox")
struct FateTests {
    /// The two digits, and the reports that follow: code and verdict.
    private typealias Case = (digits: String, reports: [(String, Verdict)])

    private let sms: [Case] = [
        ("00", [("N201", .pending), ("N202", .success)]), ("99", [("N201", .pending), ("E202", .failure)]),
        ("98", [("E201", .failure)]), ("96", [("N201", .pending)]),
        ("89", [("N201", .pending), ("E202", .failure)]), ("88", [("N201", .pending), ("E202", .failure)]),
        ("87", [("N201", .pending), ("N202", .failure)]), ("86", [("N201", .pending), ("E202", .failure)]),
        ("81", [("N201", .pending), ("N202", .success), ("N211", .pending)]),
        ("80", [("N201", .pending), ("N202", .success), ("N401", .pending)]),
    ]

    private let mms: [Case] = [
        ("00", [("N101", .pending), ("N102", .success)]), ("99", [("N101", .pending), ("E102", .failure)]),
        ("98", [("E101", .failure)]), ("96", [("N101", .pending)]),
        ("89", [("N101", .pending), ("E102", .failure)]), ("88", [("N101", .pending), ("E102", .failure)]),
        ("87", [("N101", .pending), ("N102", .failure)]), ("86", [("N101", .pending), ("E102", .failure)]),
        ("85", [("N101", .pending), ("N202", .success)]), ("84", [("N101", .pending), ("E202", .failure)]),
        ("81", [("N101", .pending), ("N102", .success), ("N211", .pending)]),
        ("80", [("N101", .pending), ("N102", .success), ("N401", .pending)]),
    ]

    @Test("The reports on an SMS are those of the recipient's last two digits, and the client reads them as such")
    func reportsOnSMS() throws {
        for (digits, reports) in sms {
            var play = try Play()
            let answer = play.call("sendSMS", "<TO>155501000\(digits)</TO><FROM>55501</FROM><TEXT>x</TEXT>")
            try expect(answer, reports, kind: .smsDelivery, digits)
        }
    }

    @Test("The reports on a stored MMS are those of the recipient's last two digits, and the client reads them as such")
    func reportsOnMMS() throws {
        for (digits, reports) in mms {
            var play = try Play { $0.storedMMS = ["7"] }
            let answer = play.call("sendSavedMMS", "<MMSID>7</MMSID><TO>155501000\(digits)</TO><FROM>55501</FROM>")
            try expect(answer, reports, kind: .mmsDelivery, digits)
        }
    }

    private func expect(
        _ answer: SandboxAnswer, _ reports: [(String, Verdict)], kind: PostbackKind, _ digits: String
    ) throws {
        let readings = try answer.postbacks.map { try Play.read($0) }
        #expect(readings.map { $0["CODE"] } == reports.map(\.0), "\(digits)")
        #expect(readings.map { $0.verdict } == reports.map(\.1), "\(digits)")
        let tracking = try Play.read(answer)[0]["TRACKINGID"]
        for (reading, postback) in zip(readings, answer.postbacks) {
            #expect(postback.code == reading["CODE"])
            switch reading["CODE"] {
            case "N211": #expect(reading.kind == .inboundSms)
            case "N401": #expect(reading.kind == .inboundMms)
            default:
                #expect(reading.kind == kind && reading["TRACKINGID"] == tracking)
                #expect(reading["TO"] == "155501000\(digits)" && reading["FROM"] == "55501" && reading["SPID"] != nil)
                #expect(reading.isFinal == (reading.verdict != .pending))
            }
        }
    }

    @Test("STATUS says how a message failed")
    func failures() throws {
        let words = ["99": "Failed", "89": "Expired", "88": "NotSupported", "86": "Rejected"]
        for (digits, word) in words {
            for action in ["sendSMS", "sendSavedMMS"] {
                var play = try Play { $0.storedMMS = ["7"] }
                let answer = play.call(
                    action, "<MMSID>7</MMSID><TEXT>x</TEXT><TO>155501000\(digits)</TO><FROM>1</FROM>")
                let last = try Play.read(try #require(answer.postbacks.last))
                #expect(last["STATUS"] == "Message Sent/\(word)")
            }
        }
    }

    @Test("Each report has the fields that are documented for it and no others of its kind")
    func fields() throws {
        var play = try Play { $0.storedMMS = ["7"] }
        let receipts = ["AGGREGATORID"]
        let wanted: [String: [String]] = [
            "N101": ["SENTAS", "MMSID", "TIMESTAMP"], "E101": ["MMSID", "STATUSDETAILS"],
            "N102": ["SENTAS", "MMSID", "TIMESTAMP", "HANDSET"] + receipts,
            "N202": ["SENTAS", "TIMESTAMP"] + receipts,
            "E102": ["MMSID", "TIMESTAMP", "STATUSDETAILS"] + receipts,
        ]
        var seen: Set<String> = []
        for digits in ["00", "98", "99"] {
            let answer = play.call("sendSavedMMS", "<MMSID>7</MMSID><TO>155501000\(digits)</TO><FROM>1</FROM>")
            for reading in try answer.postbacks.map({ try Play.read($0) }) {
                let code = try #require(reading["CODE"])
                seen.insert(code)
                let all = ["SENTAS", "MMSID", "TIMESTAMP", "HANDSET", "AGGREGATORID", "STATUSDETAILS"]
                #expect(Set(all.filter { reading[$0] != nil }) == Set(wanted[code] ?? []), "\(code)")
            }
        }
        let link = play.call("sendSavedMMS", "<MMSID>7</MMSID><TO>15550100085</TO><FROM>1</FROM>")
        let readings = try link.postbacks.map { try Play.read($0) }
        #expect(readings.map { $0["SENTAS"] } == ["SMS", "SMS"])
        #expect(readings[0]["STATUSDETAILS"] != nil && readings[1]["MMSID"] == nil)
        #expect(seen == ["N101", "N102", "E101", "E102"])
    }

    @Test("Recipients that end in 90 to 97 are refused with a code, and the client knows what to do about it")
    func refusals() throws {
        let cases: [(String, String, Outcome)] = [
            ("97", "E114", .rejected), ("95", "E628", .rejected), ("94", "E713", .rejected),
            ("93", "E503", .rejected), ("92", "E113", .throttled), ("91", "E106", .throttled),
            ("90", "E120", .throttled),
        ]
        for (digits, code, outcome) in cases {
            for action in ["sendSMS", "sendSavedMMS"] {
                var play = try Play { $0.storedMMS = ["7"] }
                let answer = play.call(
                    action, "<MMSID>7</MMSID><TEXT>x</TEXT><TO>155501000\(digits)</TO><FROM>1</FROM>")
                let reading = try Play.read(answer)[0]
                #expect(answer.code == code && reading["ERRORCODE"] == code && reading.outcome == outcome)
                #expect(reading["TO"] == "155501000\(digits)" && reading["TRACKINGID"] == nil)
                #expect(answer.postbacks.isEmpty && play.sandbox.acceptedCount == 0)
            }
        }
    }

    @Test("With DDMTEXT a discovery message goes first; what becomes of it does not touch the MMS")
    func discovery() throws {
        let cases = [
            ("00", ["N501", "N502", "N101", "N102"]), ("83", ["N501", "E502", "N101", "N102"]),
            ("82", ["E501", "N101", "N102"]),
        ]
        for (digits, codes) in cases {
            var play = try Play { $0.storedMMS = ["7"] }
            let answer = play.call(
                "sendSavedMMS", "<MMSID>7</MMSID><TO>155501000\(digits)</TO><FROM>1</FROM><DDMTEXT>x</DDMTEXT>")
            let readings = try answer.postbacks.map { try Play.read($0) }
            #expect(readings.map { $0["CODE"] } == codes)
            #expect(readings.prefix(codes.count - 2).allSatisfy { $0.kind == .discovery })
            #expect(readings[0].verdict == (digits == "82" ? .failure : .pending))
            #expect(readings.last?.verdict == .success)
        }
    }

    @Test("An MMS that may not go as a link fails where it would have to")
    func noLink() throws {
        var play = try Play()
        let id = try play.store("<TEXT>x</TEXT>", "<DISABLEFALLBACKSMS>yes</DISABLEFALLBACKSMS>")
        let answer = play.call("sendSavedMMS", "<MMSID>\(id)</MMSID><TO>15550100085</TO><FROM>1</FROM>")
        #expect(answer.postbacks.map(\.code) == ["E101"])
    }

    @Test("Reports are due in order, each one pace after the one before")
    func order() throws {
        var play = try Play { $0.storedMMS = ["7"] }
        let answer = play.call(
            "sendSavedMMS", "<MMSID>7</MMSID><TO>15550100081</TO><FROM>1</FROM><DDMTEXT>x</DDMTEXT>")
        #expect(answer.postbacks.map { $0.due - play.now } == [200, 400, 600, 800, 1000])
    }
}
