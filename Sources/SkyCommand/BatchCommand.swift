import ArgumentParser
import CSky
import Foundation
import Sky

/// `sky batch`: an SMS for each row of a CSV file.
struct BatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Send an SMS for each row of a CSV file.",
        discussion: """
            The file comes in on standard input and is read as a whole before anything is sent. Each row goes out on \
            standard output as soon as its message has ended, in that order, with four columns more: status, \
            tracking_id, code and reason. The status is accepted, partial, refused, throttled, not sent, cancelled \
            or unknown. Rows that are throttled, not sent or cancelled may be sent again; unknown ones may have gone \
            out.

            Ctrl-C begins no further message and waits for those under way; a second one does not wait. Every row \
            still goes out with its status.

            Exit status, the worst of all rows: 0 accepted; 1 refused; 2 not sent, which is safe to repeat; 3 nobody can \
            say whether they went, or rows could not be written.
            """)

    @Option(help: "The column with the recipients: its name in the first line, or its place, 1 for the first.")
    var to: String

    @Option(help: "The text for all.")
    var text: String?

    @Option(help: "The column with each recipient's own text.")
    var textColumn: String?

    @Flag(help: "The first line is data; columns are named by their place.")
    var noHeader = false

    @Option(help: "The character between fields; \"tab\" for the tab.")
    var delimiter = Delimiter.comma

    @Option(help: "How many messages are under way at once, 1 to 1000.")
    var concurrency: Int32 = 50

    @Option(help: "Seconds for the whole batch; what has not begun by then is not sent.")
    var within: Int?

    @Flag(help: "Send nothing: give the rows that would be refused, and why.")
    var check = false

    @OptionGroup
    var options: AccountOptions

    func validate() throws {
        if (text == nil) == (textColumn == nil) {
            throw ValidationError("give --text or --text-column" + (text == nil ? "" : ", not both"))
        }
    }

    func run() throws {
        let account = try options.account()
        try account.set { sky_client_set_concurrency($0, concurrency, $1) }
        let file: BatchFile
        do {
            file = try BatchFile(self)
        } catch let error as CSVReader.Failure {
            throw ValidationError(error.words)
        }
        var run = try BatchRun(account, file, seconds: within)
        if check { run.check() } else { try run.send() }
        if run.exitStatus != 0 { throw ExitCode(run.exitStatus) }
    }
}
