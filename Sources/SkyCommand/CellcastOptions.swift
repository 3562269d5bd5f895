import ArgumentParser
import SkySandbox

/// The options of `sky sandbox` that are about Cellcast.
struct CellcastOptions: ParsableArguments {
    @Option(help: "Cellcast: the other half of the pair of HTTP Basic. Without it any will do.")
    var secret: String?

    @Option(help: "Cellcast: calls taken in any span of a second; more are answered with OVER_LIMIT. 0: any number.")
    var cellcastCallsPerSecond = 15

    @Option(help: "Cellcast: credits at the start, for each sort of message.")
    var credits = 10_000

    @Option(help: "Cellcast: a stored text, as title=text with places such as {fname}; repeat for more.")
    var template: [String] = []

    @Option(help: "Cellcast: where delivery reports go. Without it none are sent.")
    var reportURL: CallbackURL?

    @Option(help: "Cellcast: where messages go that come in. Without it get-responses alone has them.")
    var inboundURL: CallbackURL?

    @Flag(help: "Cellcast: answer with an error block at the top, not in the form of v3.")
    var errorBlock = false

    @Flag(help: "Cellcast: answer empty lists with NOT_FOUND.")
    var emptyIsNotFound = false

    /// The account that these options describe.
    func account(key: String, senders: [String]) throws -> CellcastAccount {
        var account = CellcastAccount(key: key)
        account.secret = secret
        account.senders = senders
        account.callsPerSecond = max(0, cellcastCallsPerSecond)
        account.credits = credits
        account.templates = try template.map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValidationError("--template takes title=text, not \(text)") }
            return (title: parts[0], text: parts[1])
        }
        account.answersWithErrorBlock = errorBlock
        account.emptyIsNotFound = emptyIsNotFound
        return account
    }
}
