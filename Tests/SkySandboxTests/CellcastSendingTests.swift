import SkyDocument
import Testing

@testable import SkyProtocol
@testable import SkySandbox

@Suite("Cellcast in the sandbox: sending")
struct CellcastSendingTests {
    @Test(
        "Each number of a send gets an id; numbers that are left out are rejected entries for the library")
    func partial() throws {
        var play = CellcastPlay()
        let numbers = ["61491570101", "61491570197", "61491570102", "15550100001"]
        let reading = try play.send("Your table is ready.", to: numbers, [("custom_string", "t-1")])
        #expect(reading.httpStatus == 200 && reading.outcome == .partial)
        #expect(reading.outcomes == [.accepted, .accepted, .rejected, .rejected])
        #expect(reading.entries[0]["to"] == "61491570101" && reading.entries[0]["custom_string"] == "t-1")
        #expect(reading.entries[0]["message_id"] != reading.entries[1]["message_id"])
        #expect(reading.whole["total_numbers"] == "4" && reading.whole["success_number"] == "2")
        #expect(play.sandbox.acceptedCount == 2)
    }

    @Test("If no number is left it is RECIPIENTS_ERROR, and nothing is sent")
    func noRecipient() throws {
        var play = CellcastPlay()
        let reading = try play.send("x", to: ["61491570197"])
        #expect(reading.httpStatus == 400 && reading.code == "RECIPIENTS_ERROR" && reading.outcome == .rejected)
        #expect(play.sandbox.acceptedCount == 0 && reading.reports.isEmpty)
    }

    @Test("The last two digits of a number refuse a send in every way that the library must tell apart")
    func refusals() throws {
        let cases: [(String, Int, String, Outcome)] = [
            ("95", 400, "NO_ACCESS", .rejected), ("94", 400, "FIELD_INVALID", .rejected),
            ("92", 429, "OVER_LIMIT", .throttled), ("91", 429, "OVER_LIMIT", .throttled),
            ("90", 400, "LEDGER_ERROR", .rejected), ("87", 200, "FIELD_INVALID", .rejected),
        ]
        for (digits, status, code, outcome) in cases {
            var play = CellcastPlay()
            let reading = try play.send("x", to: ["614915701\(digits)"])
            #expect(reading.httpStatus == status && reading.code == code && reading.outcome == outcome, "\(digits)")
            #expect(play.sandbox.acceptedCount == 0)
        }
        var play = CellcastPlay()
        let page = try play.send("x", to: ["61491570193"])
        #expect(page.httpStatus == 500 && page.body.hasPrefix("<html>"))
    }

    @Test("States advance with the clock; only last states are reported, as an array, those of one moment together")
    func states() throws {
        let cases: [(String, String, Verdict, String)] = [
            ("01", "Delivered", .success, "Dispatched"), ("99", "Failed", .failure, "Dispatched"),
            ("89", "Expired", .failure, "Dispatched"), ("88", "Unknown", .unknown, "Dispatched"),
            ("86", "Rejected", .failure, "Dispatched"), ("98", "Aborted", .failure, "Aborted"),
        ]
        for (digits, last, verdict, middle) in cases {
            var play = CellcastPlay()
            let sent = try play.send("x", to: ["614915701\(digits)"], [("source", "desk")])
            let id = try #require(sent.entries[0]["message_id"])
            func state() throws -> String? { try play.call("get-sms", [("message_id", id)]).entries[0]["status"] }
            #expect(try state() == "Queued")
            play.now += Sandbox.pace
            #expect(try state() == middle)
            play.now += Sandbox.pace
            #expect(try state() == last)
            let report = try #require(sent.reports.first)
            #expect(sent.reports.count == 1 && report.due <= play.now)
            let notification = try #require(try CellcastPlay.read(report).first)
            #expect(notification.kind == .smsDelivery && notification.verdict == verdict && notification.isFinal)
            #expect(notification.fields["message_id"] == id && notification.fields["status"] == last)
            #expect(notification.fields["recipient"] == "614915701\(digits)" && notification.fields["source"] == "desk")
        }
        var play = CellcastPlay()
        let sent = try play.send("x", to: ["61491570101", "61491570199", "61491570196", "61491570198"])
        #expect(try sent.reports.map { try CellcastPlay.read($0).count } == [2, 1])
        play.now += 86_400_000
        let silent = try #require(sent.entries[2]["message_id"])
        #expect(try play.call("get-sms", [("message_id", silent)]).entries[0]["status"] == "Dispatched")
        #expect(try play.call("get-sms", [("message_id", "none")]).code == "NOT_FOUND")
    }

    @Test("A message goes out after its delay of minutes, or at its time, and is queued until then")
    func later() throws {
        for parameter in [("delay", "30"), ("schedule_time", "2031-02-27 20:36:40")] {
            var play = CellcastPlay()
            // 2031-02-27 20:06:40.
            play.now = 1_929_989_200_000
            let sent = try play.send("x", to: ["61491570101"], [parameter])
            let id = try #require(sent.entries[0]["message_id"])
            #expect(sent.reports[0].due == play.now + 30 * 60_000 + 2 * Sandbox.pace, "\(parameter)")
            play.now += 30 * 60_000
            #expect(try play.call("get-sms", [("message_id", id)]).entries[0]["status"] == "Queued")
            play.now += 2 * Sandbox.pace
            #expect(try play.call("get-sms", [("message_id", id)]).entries[0]["status"] == "Delivered")
        }
    }

    @Test("Each message of a bulk call has its own envelope; HTTP says 400 only if all were refused")
    func bulk() throws {
        var play = CellcastPlay()
        func message(_ number: String, _ text: String) -> [(String, String)] {
            [("message{", ""), ("sms_text", text), ("numbers", number), ("}", "")]
        }
        let mixed = try play.call("bulk-send-sms", message("61491570101", "a") + message("61491570197", "b"))
        #expect(mixed.httpStatus == 200 && mixed.outcome == .partial && mixed.outcomes == [.accepted, .rejected])
        #expect(mixed.entries[0]["body"] == "a")
        let none = try play.call("bulk-send-sms", message("61491570197", "a") + message("61491570190", "b"))
        #expect(none.httpStatus == 400 && none.outcome == .rejected)
        let barred = try play.call("bulk-send-sms", message("61491570101", "a"), key: "other")
        #expect(barred.httpStatus == 401 && barred.code == "AUTH_FAILED")
        #expect(play.post("/api/v3/bulk-send-sms", "{}").code == "FIELD_INVALID")
        #expect(play.post("/api/v3/bulk-send-sms", "[]").code == "FIELD_EMPTY")
        #expect(play.post("/api/v3/bulk-send-sms", #"[{"numbers":"1"}]"#).code == "FIELD_EMPTY")
    }

    @Test("A stored text is filled in for each recipient; what is not given leaves nothing, other braces stay")
    func template() throws {
        var play = CellcastPlay { $0.templates = [("Visit", "Hello {fname} {lname}{special}, see {You}")] }
        let id = try #require(try play.call("get-template").entries.first?["template_id"])
        func send(_ id: String) throws -> CellcastPlay.Reading {
            try play.call(
                "send-sms-template",
                [
                    ("template_id", id), ("numbers{", ""), ("number", "61491570101"), ("fname", "Ann"), ("}", ""),
                    ("numbers{", ""), ("number", "61491570102"), ("lname", "Day"), ("}", ""),
                ])
        }
        let sent = try send(id)
        #expect(sent.entries.map { $0["body"] } == ["Hello Ann , see {You}", "Hello  Day, see {You}"])
        #expect(try send("none").code == "FIELD_INVALID")
    }

    @Test("New Zealand: numbers that begin with 64, and no others")
    func newZealand() throws {
        var play = CellcastPlay()
        let base = [("sms_text", "x"), ("from", "2440")]
        #expect(try play.call("send-sms-nz", base + [("numbers", "6421123456")]).outcome == .accepted)
        #expect(try play.send("x", to: ["6421123456"]).code == "RECIPIENTS_ERROR")
        let body = #"{"sms_text":"x","from":"2440","numbers":["+61491570101"]}"#
        #expect(play.post("/api/v3/send-sms-nz", body).code == "RECIPIENTS_ERROR")
        #expect(play.post("/api/v3/send-sms-nz", #"{"sms_text":"x","numbers":["+6421123456"]}"#).code == "FIELD_EMPTY")
    }

    @Test("An MMS comes as a form with the numbers as text; its counts are strings, and it costs credits of its own")
    func mms() throws {
        var play = CellcastPlay()
        let base = [("mms_text", "Have a look\r\n--x"), ("subject", "Menu"), ("numbers", "61491570101")]
        let sent = try play.call("send-mms", base + [("mms_file", "GIF89a\r\n\0--boundary")])
        #expect(sent.outcome == .accepted && sent.entries[0]["subject"] == "Menu")
        #expect(sent.entries[0]["body"] == "Have a look\r\n--x" && sent.body.contains(#""success_number":"1""#))
        let account = try play.call("account")
        #expect(account.whole["mms_balance"] == "9999.00" && account.whole["sms_balance"] == "10000.00")
        var text = CellcastHTTPRequest(method: "POST", path: "/api/v3/send-mms")
        text.appKey = "key"
        text.contentType = "multipart/form-data; boundary=\"b\""
        let head = "--b\r\nContent-Disposition: form-data; name="
        func form(_ file: String) -> [UInt8] {
            Array(
                (head + "\"mms_text\"\r\n\r\nx\r\n" + head + "\"numbers\"\r\n\r\n[\"+61491570101\"]\r\n" + head
                    + "\"mms_file\"; filename=\"a\"\r\n\r\n\(file)\r\n--b--\r\n").utf8)
        }
        text.body = form("no picture")
        #expect(play.sandbox.answer(text, at: 0).code == "FIELD_INVALID")
        text.body = form("GIF89a")
        #expect(play.sandbox.answer(text, at: 0).code == nil)
        text.contentType = "application/json"
        #expect(play.sandbox.answer(text, at: 0).code == "FIELD_INVALID")
    }

    @Test(
        "Credits go by parts and sender; few are announced, and a send that costs more is refused whole")
    func credits() throws {
        var play = CellcastPlay { $0.credits = 56 }
        let long = String(repeating: "a", count: 161)
        #expect(try play.send(long, to: ["61491570101", "61491570102"]).whole["credits_used"] == "4")
        let own = try play.send("x", to: ["61491570101", "61491570102"], [("from", "Clinic")])
        #expect(own.whole["credits_used"] == "2.66" && own.whole["low_sms_alert"]?.contains("49.34") == true)
        let many = (0..<50).map { "614915702\($0 + 10)" }.filter { !$0.hasSuffix("9") }
        let refused = try play.send(long, to: many)
        #expect(refused.code == "FIELD_INVALID" && refused.whole["ERRORINFO"]?.contains("credit") == true)
        #expect(try play.call("account").whole["sms_balance"] == "49.34")
        #expect(try play.send(String(repeating: "ж", count: 403), to: ["61491570101"]).code == "FIELD_INVALID")
        #expect(try play.send(String(repeating: "ж", count: 402), to: ["61491570101"]).whole["credits_used"] == "6")
    }

    @Test("An account with senders may use these, and those that it registers")
    func senders() throws {
        var play = CellcastPlay { $0.senders = ["Clinic"] }
        #expect(try play.send("x", to: ["61491570101"], [("from", "Pier 7")]).code == "FIELD_INVALID")
        #expect(try play.send("x", to: ["61491570101"], [("from", "Clinic")]).outcome == .accepted)
        #expect(try play.send("x", to: ["61491570101"]).entries[0]["from"] == "61491570006")
        let form = [("custom_id", "Pier 7"), ("description", "a restaurant")]
        #expect(try play.call("register-alpha-id", form).outcome == .accepted)
        #expect(try play.send("x", to: ["61491570101"], [("from", "Pier 7")]).outcome == .accepted)
        let long = [("custom_id", "Pier 7 and much more"), ("description", "x")]
        #expect(try play.call("register-alpha-id", long).code == "FIELD_INVALID")
    }
}
