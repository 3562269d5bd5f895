import SkyDocument
import Testing

@testable import SkyProtocol
@testable import SkySandbox

@Suite("Cellcast in the sandbox: who may call, what is refused, in which form")
struct CellcastAccessTests {
    @Test("The key is taken from APPKEY, from HTTP Basic, and from both if both are right")
    func credentials() throws {
        for mode in [Credentials.Mode.both, .appKey, .basic] {
            var play = CellcastPlay()
            play.mode = mode
            #expect(try play.call("account").outcome == .accepted)
            let wrong = try play.call("account", key: "other")
            #expect(wrong.httpStatus == 401 && wrong.code == "AUTH_FAILED" && wrong.outcome == .rejected)
        }
        var play = CellcastPlay { $0.secret = "s:1" }
        func code(_ authorization: String) -> String? {
            play.post("/api/v3/inbound-read", "{}", authorization: authorization).code
        }
        #expect(code("Basic a2V5OnM6MQ==") == nil && code("bASIC a2V5OnM6MQ==") == nil)
        // "key:", "key", and no Base64.
        for wrong in ["Basic a2V5Og==", "Basic a2V5", "Basic key:s:1", "Basic "] {
            #expect(code(wrong) == "AUTH_FAILED")
        }
        #expect(code("Bearer key") == "AUTH_FAILED_NO_DATA")
        var none = CellcastHTTPRequest(method: "GET", path: "/api/v3/account")
        none.query = "APPKEY=key"
        let answer = play.sandbox.answer(none, at: 0)
        #expect(answer.status == 401 && answer.code == "AUTH_FAILED_NO_DATA")
    }

    @Test("No more calls than the account may make are taken in any second; a refused call does not count")
    func throttle() throws {
        var play = CellcastPlay { $0.callsPerSecond = 15 }
        for index in 0..<40 {
            let reading = try play.call("account")
            #expect(reading.outcome == (index < 15 ? .accepted : .throttled))
            if index >= 15 { #expect(reading.httpStatus == 429 && reading.code == "OVER_LIMIT") }
        }
        play.now += 999
        #expect(try play.call("account").outcome == .throttled)
        play.now += 1
        #expect(try play.call("account").outcome == .accepted)
        var unlimited = CellcastPlay()
        #expect(try (0..<100).allSatisfy { _ in try unlimited.call("account").outcome == .accepted })
    }

    @Test("Wrong keys are told before throttling, and cost nothing")
    func order() throws {
        var play = CellcastPlay { $0.callsPerSecond = 1 }
        for _ in 0..<5 { #expect(try play.call("account", key: "other").code == "AUTH_FAILED") }
        #expect(try play.call("account").outcome == .accepted)
        #expect(try play.call("account", key: "other").code == "AUTH_FAILED")
    }

    @Test("What the table of calls says is wrong is FIELD_EMPTY or FIELD_INVALID, and so is a body of another shape")
    func fields() throws {
        let many = (0..<1001).map { "\"+614915\($0 + 70_000)\"" }.joined(separator: ",")
        let cases: [(String, String, String)] = [
            ("send-sms", "{}", "FIELD_EMPTY"), ("send-sms", "", "FIELD_EMPTY"),
            ("send-sms", #"{"sms_text":"","numbers":["+61491570101"]}"#, "FIELD_EMPTY"),
            ("send-sms", #"{"sms_text":"x","numbers":[]}"#, "FIELD_EMPTY"),
            ("send-sms", #"{"sms_text":"x","numbers":""}"#, "FIELD_EMPTY"),
            ("send-sms", #"{"sms_text":"x","numbers":"+61491570101"}"#, "FIELD_INVALID"),
            ("send-sms", #"{"sms_text":"x","numbers":[61491570101]}"#, "FIELD_INVALID"),
            ("send-sms", #"{"sms_text":"x","numbers":["+61491570101"],"delay":1441}"#, "FIELD_INVALID"),
            ("send-sms", #"{"sms_text":"x","numbers":["+61491570101"],"schedule_time":"tomorrow"}"#, "FIELD_INVALID"),
            ("send-sms", #"{"sms_text":"x","numbers":["+61491570101"],"from":"no_sender!"}"#, "FIELD_INVALID"),
            ("send-sms", "{\"sms_text\":\"x\",\"numbers\":[\(many)]}", "FIELD_INVALID"),
            ("send-sms", #"{"SMSTEXT":"x","numbers":["+61491570101"]}"#, "FIELD_EMPTY"),
            ("send-sms", "[1]", "FIELD_INVALID"), ("send-sms", "{\"sms_text\":", "FIELD_INVALID"),
            ("send-sms-template", #"{"template_id":"1","numbers":["+61491570101"]}"#, "FIELD_INVALID"),
            ("inbound-read-bulk", "{}", "FIELD_EMPTY"), ("register-alpha-id", #"{"custom_id":"x"}"#, "FIELD_EMPTY"),
            ("send-pigeon", "{}", "NOT_IMPLEMENTED"), ("account", "{}", "NOT_IMPLEMENTED"),
        ]
        for (call, body, code) in cases {
            var play = CellcastPlay()
            let answer = play.post("/api/v3/\(call)", body)
            #expect(answer.code == code, "\(call) \(body.prefix(80))")
            #expect(answer.status == (code == "NOT_IMPLEMENTED" ? 404 : 400) && play.sandbox.acceptedCount == 0)
        }
    }

    @Test("The seed's form has an error block, and what v3 has in data beside it; the library reads both the same way")
    func errorBlock() throws {
        var v3 = CellcastPlay()
        var seed = CellcastPlay { $0.answersWithErrorBlock = true }
        for (action, parameters) in [
            ("send-sms", [("sms_text", "x"), ("numbers", "61491570101"), ("numbers", "61491570197")]),
            ("send-sms", [("sms_text", "x"), ("numbers", "61491570197")]), ("account", []),
            ("get-responses", [("page", "1")]), ("inbound-read", [("all", "yes")]), ("get-sms", [("message_id", "x")]),
        ] {
            let one = try v3.call(action, parameters)
            let other = try seed.call(action, parameters)
            #expect(one.outcome == other.outcome && one.entries.count == other.entries.count, "\(action)")
            #expect(one.code == other.code && one.httpStatus == other.httpStatus)
            #expect(one.whole["success_number"] == other.whole["success_number"])
            #expect(one.whole["sms_balance"] == other.whole["sms_balance"])
            #expect(one.body.contains("\"meta\"") && !one.body.contains("\"error\""))
            #expect(other.body.contains("\"error\"") && !other.body.contains("\"meta\""))
        }
    }

    @Test("The newer platform: bearer token, its own envelope, three lists of numbers, states in lower case")
    func gateway() throws {
        var play = CellcastPlay()
        play.mode = .bearer
        let numbers = ["61491570101", "61491570197", "15550100001"]
        let sent = try play.call(
            "v1/gateway",
            [("message", String(repeating: "x", count: 161)), ("sender", "Clinic")] + numbers.map { ("contacts", $0) })
        #expect(sent.outcome == .partial && sent.outcomes == [.accepted, .rejected, .rejected])
        let id = try #require(sent.entries[0]["MessageId"])
        let report = try #require(try CellcastPlay.read(sent.reports[0]).first)
        #expect(report.verdict == .success && report.fields["_id"] == id && report.fields["status"] == "delivered")
        play.now += 1000
        let state = try play.call("v2/report/message/\(id)")
        #expect(state.outcome == .accepted && state.whole["receiver"] == "+61491570101")
        #expect(state.body.contains(#""status":"delivered""#) && state.body.contains(#""smscount":2"#))
        #expect(try play.call("account", key: "key").httpStatus == 404)
        #expect(
            try play.call("v1/gateway", [("contacts", "61491570101")], key: "z").httpStatus == 401)
        let poor = try play.call("v1/gateway", [("message", "x"), ("contacts", "61491570194")])
        #expect(poor.httpStatus == 422 && poor.outcome == .rejected)
        let odd = try play.call("v1/gateway", [("message", "x"), ("contacts", "61491570187")])
        #expect(odd.httpStatus == 400 && odd.outcome == .rejected && odd.body.contains("\"status\":true"))
        #expect(try play.call("v1/gateway", [("contacts", "61491570101")]).httpStatus == 400)
    }

    @Test("Whatever comes in is answered by one document that the library's reader takes, and never ends the sandbox")
    func disorder() throws {
        var play = CellcastPlay { $0.templates = [("T", "{fname")] }
        var random = Random(state: 2031)
        let json = Array(
            #"{"sms_text":"x{fname}","template_id":"5","numbers":["+61491570101",{"number":1}],"delay":5}"#.utf8)
        let form = Array(
            "--b\r\nContent-Disposition: form-data; name=\"numbers\"; filename=\"a\"\r\n\r\n[]\r\n--b--\r\n".utf8)
        let calls = ["send-sms", "bulk-send-sms", "send-sms-template", "send-mms", "inbound-read", "../v1/gateway", ""]
        for round in 0..<3000 {
            let path = "/api/v3/" + calls[round % calls.count]
            var request = CellcastHTTPRequest(method: round % 5 == 0 ? "GET" : "POST", path: path)
            request.appKey = "key"
            request.contentType = round % 2 == 0 ? "multipart/form-data; boundary=b" : "application/json"
            request.body = random.mutated(round % 2 == 0 ? form : json)
            request.query = String(
                decoding: random.mutated(Array("page=1&type=%73ms&message_id=".utf8)), as: Unicode.UTF8.self)
            if round % 7 == 0 {
                request.authorization = "Basic " + String(decoding: request.body, as: Unicode.UTF8.self)
            }
            let answer = play.sandbox.answer(request, at: play.now)
            let call = Call()
            try Array(answer.body.utf8).withUnsafeBufferPointer {
                _ = try Provider.cellcast.readAnswer($0, httpStatus: answer.status, of: call)
            }
        }
    }

    /// Numbers by chance, the same in each run.
    private struct Random {
        var state: UInt64

        mutating func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(1, limit)
        }

        /// Bytes with up to four of them changed, taken out or doubled.
        mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
            var bytes = bytes
            for _ in 0..<next(below: 5) {
                let index = next(below: bytes.count)
                switch next(below: 4) {
                case 0: bytes[index] = UInt8(next(below: 256))
                case 1: bytes.removeSubrange(index..<min(index + next(below: 9), bytes.count))
                case 2: bytes.insert(contentsOf: bytes[index..<min(index + 9, bytes.count)], at: index)
                default: bytes[index] = Array("{}[]\",:\r\n-".utf8)[next(below: 10)]
                }
                if bytes.isEmpty { return bytes }
            }
            return bytes
        }
    }
}
