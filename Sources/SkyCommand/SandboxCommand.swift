import ArgumentParser
import SkySandbox

/// `sky sandbox`: a provider on loopback, to try things out with.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Play the provider on loopback: take requests, answer, send postbacks.",
        discussion: """
            The sandbox speaks all of Skycore's actions by GET, form field and raw body. It checks requests as the \
            provider does and answers with its codes. It remembers what is stored, made and subscribed until it ends.

            What becomes of a message depends on the recipient's last two digits: 99 is not delivered (E202, E102), \
            98 is not sent (E201, E101), 97 is blocked (E114), 96 gets no receipts, 81 is delivered and answers with \
            an SMS (N211), 80 with an MMS (N401). docs/sandbox.md has the others, from 82 to 95; whatever ends \
            otherwise is delivered.

            A message comes in when somebody asks for it: curl -d from=15550100043 -d text=STOP \
            http://127.0.0.1:8077/inbound, with -d file=URL for an MMS.

            It speaks Cellcast's calls as well, at http://127.0.0.1:8077/api/v3/, with the same key and senders. \
            There too the last two digits decide; docs/sandbox.md says how.
            """)

    @Option(help: "The port to listen on; 0 lets the system choose.")
    var port: UInt16 = 8077

    @Option(help: "The API key that requests must carry.")
    var apiKey = "sandbox"

    @Option(help: "The user name that may come instead of the key, or beside it.")
    var user = "sandbox"

    @Option(help: "The user's password; requests carry its MD5.")
    var password = "sandbox"

    @Option(help: "Where postbacks go. Without it none are sent.")
    var postbackURL: CallbackURL?

    @Option(help: "A short or long code the account may use; repeat for more. Without it any is accepted.")
    var sender: [String] = []

    @Option(help: "Calls accepted in one second; more are answered with E113. 0: any number.")
    var callsPerSecond = 0

    @Option(help: "Seconds between two calls of one action; what comes sooner is answered with E106. 0: none.")
    var secondsBetweenCalls = 0

    @Option(help: "Calls that the account has; more are answered with E120. 0: any number.")
    var allowedCalls = 0

    @Option(help: "A code to answer all requests with, or those for one action (sendMMS=E713); repeat for more.")
    var refuse: [String] = []

    @Flag(help: "Demand a campaign in which the recipient is subscribed (E714, E715).")
    var enforceCampaign = false

    @Option(help: "A campaign that is there from the start, by name; repeat for more. The first has the id 4401.")
    var campaign: [String] = []

    @Option(help: "The id of an MMS that is stored from the start; repeat for more.")
    var storedMMS: [String] = []

    @Option(help: "The id of an e-mail template; repeat for more.")
    var emailTemplate: [String] = []

    @Option(help: "The id of a pass template; repeat for more.")
    var passTemplate: [String] = []

    @Option(help: "Seconds until a postback that was not taken comes again; the provider takes about 300.")
    var retryDelay = 300

    @OptionGroup
    var cellcast: CellcastOptions

    func validate() throws {
        _ = try account()
        _ = try cellcast.account(key: apiKey, senders: sender)
    }

    func run() async throws {
        guard let sandbox = Sandbox(account: try account()) else { throw ValidationError("out of memory") }
        let delay = max(0, min(retryDelay, 86_400)) * 1000
        let queue = PostbackQueue(retryDelay: delay)
        let provider = SandboxProvider(sandbox: sandbox, queue: queue, delivers: postbackURL != nil)
        let routes = CellcastRoutes(
            account: try cellcast.account(key: apiKey, senders: sender), reportURL: cellcast.reportURL?.text,
            inboundURL: cellcast.inboundURL?.text, retryDelay: delay)
        try await SandboxServer(provider: provider, cellcast: routes, port: port, postbackURL: postbackURL?.text).run()
    }

    private func account() throws -> SandboxAccount {
        var account = SandboxAccount(apiKey: apiKey, senders: sender, callsPerSecond: callsPerSecond)
        account.user = user
        account.password = password
        account.secondsBetweenCalls = max(0, min(secondsBetweenCalls, 86_400))
        account.allowedCalls = allowedCalls
        account.refusals = try refuse.map { text in
            guard let order = SandboxOrder(text) else {
                throw ValidationError("--refuse takes a code or action=code, as in sendMMS=E713, not \(text)")
            }
            return order
        }
        account.enforcesCampaign = enforceCampaign
        account.campaigns = campaign
        account.storedMMS = storedMMS
        account.emailTemplates = emailTemplate
        account.passTemplates = passTemplate
        return account
    }
}
