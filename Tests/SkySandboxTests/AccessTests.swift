import Testing

@testable import SkyProtocol
@testable import SkySandbox

@Suite("Who may call the sandbox, and how often")
struct AccessTests {
    /// MD5 of "secret", by another program.
    private static let digest = "5ebe2294ecd0e0f08eab7690d2a6ee69"

    @Test("A user's name and the MD5 of the password do instead of the key; beside it they must be right as well")
    func login() throws {
        var play = try Play {
            $0.user = "ida"
            $0.password = "secret"
        }
        func code(_ credentials: String) -> String? {
            play.post("<REQUEST><ACTION>loginUser</ACTION>\(credentials)</REQUEST>").code
        }
        let right = "<USER>ida</USER><PASS>\(Self.digest)</PASS>"
        #expect(code(right) == nil)
        #expect(code("<API_KEY>key</API_KEY>" + right) == nil)
        #expect(code("<USER>ida</USER>") == "E103")
        #expect(code("<USER>ida</USER><PASS>secret</PASS>") == "E104")
        #expect(code("<USER>eve</USER><PASS>\(Self.digest)</PASS>") == "E104")
        #expect(code("<API_KEY>key</API_KEY><USER>ida</USER><PASS>wrong</PASS>") == "E104")
        #expect(code("<API_KEY>wrong</API_KEY>" + right) == "E104")
        #expect(code("") == "E102")
    }

    @Test("createUser gives a key and a login that may call from then on; a name is taken once")
    func createUser() throws {
        var play = try Play()
        let answer = play.call("createUser", "<NewUser>ida</NewUser><NewPass>secret</NewPass>")
        let whole = try Play.read(answer)[0]
        #expect(whole["USERNAME"] == "ida" && whole["PASSWORD"] == Self.digest)
        let key = try #require(whole["API_KEY"])
        #expect(play.post("<REQUEST><ACTION>loginUser</ACTION><API_KEY>\(key)</API_KEY></REQUEST>").code == nil)
        let login = "<USER>ida</USER><PASS>\(Self.digest)</PASS>"
        #expect(play.post("<REQUEST><ACTION>loginUser</ACTION>\(login)</REQUEST>").code == nil)
        #expect(play.call("createUser", "<NEWUSER>ida</NEWUSER><NEWPASS>x</NEWPASS>").code == "E151")
        #expect(play.call("createUser", "<NEWPASS>x</NEWPASS>").code == "E150")
        #expect(play.call("createUser", "<NEWUSER>x</NEWUSER>").code == "E152")
    }

    @Test("Calls of one action come too soon: E106 names the seconds, and the client reads them")
    func distance() throws {
        var play = try Play { $0.secondsBetweenCalls = 5 }
        #expect(play.call("loginUser").code == nil)
        #expect(play.call("createAccountSession").code == nil)
        play.now += 4999
        let answer = play.call("loginUser")
        #expect(answer.code == "E106" && answer.body.contains("every 5 seconds"))
        let wait = try Array(answer.body.utf8).withUnsafeBufferPointer { bytes in
            try Self.wait(in: try SkycoreAnswer.read(bytes))
        }
        #expect(wait == 5000)
        play.now += 1
        #expect(play.call("loginUser").code == nil)
    }

    private static func wait(in block: borrowing RecordBlock) throws -> UInt32 {
        guard let view = block.view else { throw ProtocolError.outOfMemory }
        return view.header.retryAfterMilliseconds
    }

    @Test("When the account has used up its calls, all are E120")
    func allowance() throws {
        var play = try Play { $0.allowedCalls = 2 }
        let codes = (0..<4).map { _ in play.call("loginUser").code }
        #expect(codes == [nil, nil, "E120", "E120"])
        #expect(try Play.read(play.call("loginUser"))[0].outcome == .throttled)
    }

    @Test("An account can be told to refuse all calls, or those of one action by any of its names")
    func orders() throws {
        var all = try Play { $0.refusals = [SandboxOrder("E112")].compactMap { $0 } }
        #expect(all.call("loginUser").code == "E112" && all.call("getMmsIds").code == "E112")
        var one = try Play { $0.refusals = [SandboxOrder("getSendingStatistics=E510")].compactMap { $0 } }
        let period = "<START_DATE>2031-02-01 00:00:00</START_DATE><END_DATE>2031-02-02 00:00:00</END_DATE>"
        #expect(one.call("getSendingStatus", period).code == "E510" && one.call("loginUser").code == nil)
        for text in ["", "E", "E12", "N201", "E1234", "sendSMS=", "E12x"] { #expect(SandboxOrder(text) == nil) }
    }

    @Test("An action that no table has is E101, whoever calls it is asked for the key first")
    func unknownAction() throws {
        var play = try Play()
        #expect(play.call("sendPigeon").code == "E101")
        #expect(play.post("<REQUEST><ACTION>sendPigeon</ACTION></REQUEST>").code == "E102")
    }

    @Test("Sessions have ids of 40 digits, each its own")
    func sessions() throws {
        var play = try Play()
        let first = try #require(try Play.read(play.call("loginUser"))[0]["SESSIONID"])
        let second = try #require(try Play.read(play.call("createAccountSession"))[0]["SESSIONID"])
        #expect(first.utf8.count == 40 && second.utf8.count == 40 && first != second)
    }

    @Test("A report is an address; periods that are missing, unreal, reversed or too long have their codes")
    func report() throws {
        var play = try Play()
        func answer(_ start: String, _ end: String) -> SandboxAnswer {
            play.call("getSendingStatistics", "<START_DATE>\(start)</START_DATE><END_DATE>\(end)</END_DATE>")
        }
        let good = answer("2031-02-01 00:00:00", "2031-03-04 00:00:00")
        #expect(try Play.read(good)[0]["URL"]?.hasPrefix("https://") == true)
        #expect(answer("", "2031-02-02 00:00:00").code == "E506")
        #expect(answer("2031-02-30 00:00:00", "2031-03-02 00:00:00").code == "E507")
        #expect(answer("2031-02-02 00:00:00", "2031-02-01 00:00:00").code == "E508")
        #expect(answer("2031-02-01 00:00:00", "2031-03-04 00:00:01").code == "E509")
    }
}
