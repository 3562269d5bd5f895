import ArgumentParser
import SkySandbox

/// `sky sandbox`: a provider on loopback, to try things out with.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Play the provider on loopback: take requests, answer, send delivery reports.",
        discussion: """
            The sandbox speaks Skycore's sendSMS by GET, form field and raw body. It checks requests as the provider \
            does and answers with its codes. What becomes of a message depends on the recipient's last two digits: 99 \
            is not delivered (E202), 98 is not sent (E201), 97 is blocked (E114), 96 gets no receipt, all others are \
            delivered (N201, then N202).
            """)

    @Option(help: "The port to listen on; 0 lets the system choose.")
    var port: UInt16 = 8077

    @Option(help: "The API key that requests must carry.")
    var apiKey = "sandbox"

    @Option(help: "Where delivery reports go. Without it none are sent.")
    var postbackURL: String?

    @Option(help: "A short or long code the account may use; repeat for more. Without it any is accepted.")
    var sender: [String] = []

    @Option(help: "Calls accepted in one second; more are answered with E113. 0: any number.")
    var callsPerSecond = 0

    @Option(help: "Seconds until a report that was not taken comes again; the provider takes about 300.")
    var retryDelay = 300

    func run() async throws {
        let account = SandboxAccount(apiKey: apiKey, senders: sender, callsPerSecond: callsPerSecond)
        guard let sandbox = Sandbox(account: account) else { throw ValidationError("out of memory") }
        let queue = PostbackQueue(retryDelay: max(0, min(retryDelay, 86_400)) * 1000)
        let provider = SandboxProvider(sandbox: sandbox, queue: queue)
        try await SandboxServer(provider: provider, port: port, postbackURL: postbackURL).run()
    }
}
