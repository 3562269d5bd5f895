import Testing

@testable import SkySandbox

@Suite("The sandbox")
struct SandboxTests {
    @Test("sendSMS is accepted by GET, form field (in either spelling) and raw body")
    func transports() throws {
        var sandbox = try makeSandbox()
        let document = request(["TO": "15550100001", "FROM": "55501", "TEXT": "a+b"])
        let form = Array("XML=\(encoded(document))".utf8)
        let query = "action=sendsms&api_key=key&to=15550100001&from=55501&text=a%2Bb"
        #expect(sandbox.answer(SandboxRequest(method: "GET", query: query), at: 0).code == nil)
        #expect(sandbox.answer(SandboxRequest(method: "POST", body: Array(document.utf8)), at: 0).code == nil)
        #expect(sandbox.answer(SandboxRequest(method: "POST", body: form), at: 0).code == nil)
        #expect(sandbox.acceptedCount == 3)
    }

    @Test("What is wrong with a request is answered with the provider's code, and nothing is sent")
    func refusals() throws {
        let good = ["TO": "15550100001", "FROM": "55501", "TEXT": "x"]
        let cases: [(String, [String: String])] = [
            ("E201", ["TO": ""]), ("E111", ["FROM": ""]), ("E712", ["TEXT": ""]), ("E104", ["API_KEY": "other"]),
            ("E102", ["API_KEY": ""]), ("E101", ["ACTION": ""]), ("E101", ["ACTION": "sendPigeon"]),
            ("E110", ["TO": "+15550100001"]), ("E110", ["TO": "0015550100001"]), ("E110", ["TO": "12"]),
            ("E111", ["FROM": "999"]), ("E114", ["TO": "15550100097"]),
        ]
        for (code, change) in cases {
            var sandbox = try makeSandbox(senders: ["55501"])
            let document = request(good.merging(change) { $1 })
            let answer = sandbox.answer(SandboxRequest(method: "POST", body: Array(document.utf8)), at: 0)
            #expect(answer.code == code)
            #expect(answer.body.contains("<STATUS>Failure</STATUS><ERRORCODE>\(code)</ERRORCODE>"))
            #expect(answer.postbacks.isEmpty && sandbox.acceptedCount == 0)
        }
    }

    @Test("Bodies that hold no document are E100 or E108")
    func noDocument() throws {
        var sandbox = try makeSandbox()
        for (body, code) in [("", "E100"), ("a=b", "E100"), ("xml=%3CREQUEST%3E", "E108"), ("<REQUEST>", "E108")] {
            #expect(sandbox.answer(SandboxRequest(method: "POST", body: Array(body.utf8)), at: 0).code == code)
        }
        #expect(sandbox.answer(SandboxRequest(method: "PUT"), at: 0).code == "E100")
        #expect(sandbox.answer(SandboxRequest(method: "GET"), at: 0).code == "E100")
    }

    @Test("The recipient's last two digits decide which reports follow")
    func fates() throws {
        var sandbox = try makeSandbox()
        let cases = [("00", ["N201", "N202"]), ("99", ["N201", "E202"]), ("98", ["E201"]), ("96", ["N201"])]
        for (digits, codes) in cases {
            let document = request(["TO": "155501000\(digits)", "FROM": "1", "TEXT": "x"])
            let answer = sandbox.answer(SandboxRequest(method: "POST", body: Array(document.utf8)), at: 1_000_000)
            #expect(answer.postbacks.map(\.code) == codes)
            #expect(answer.postbacks.allSatisfy { $0.body.contains("<TRACKINGID>SMS_") && $0.due > 1_000_000 })
        }
    }

    @Test("More calls in a second than the account may make are E113; a second later there is room again")
    func throttling() throws {
        var sandbox = try makeSandbox(callsPerSecond: 2)
        let document = Array(request(["TO": "15550100001", "FROM": "1", "TEXT": "x"]).utf8)
        let codes = [0, 1, 2, 999, 1001].map {
            sandbox.answer(SandboxRequest(method: "POST", body: document), at: $0).code
        }
        #expect(codes == [nil, nil, "E113", "E113", nil])
    }

    @Test("Times are written as the provider writes them")
    func times() {
        #expect(SandboxTime.text(0) == "1970-01-01T00:00:00+00:00")
        #expect(SandboxTime.text(951_782_400_000) == "2000-02-29T00:00:00+00:00")
        #expect(SandboxTime.text(1_930_367_167_999) == "2031-03-04T05:06:07+00:00")
    }

    private func makeSandbox(senders: [String] = [], callsPerSecond: Int = 0) throws -> Sandbox {
        let account = SandboxAccount(apiKey: "key", senders: senders, callsPerSecond: callsPerSecond)
        return try #require(Sandbox(account: account))
    }

    private func request(_ fields: [String: String]) -> String {
        let all = ["ACTION": "sendSMS", "API_KEY": "key"].merging(fields) { $1 }
        return "<REQUEST>" + all.map { "<\($0)>\($1)</\($0)>" }.joined() + "</REQUEST>"
    }

    private func encoded(_ text: String) -> String {
        text.utf8.map { "%" + String(UInt16($0) | 0x100, radix: 16).suffix(2) }.joined()
    }
}
