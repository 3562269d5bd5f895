import ArgumentParser
import CSky
import Foundation
import Sky

/// `sky send`: one SMS.
struct SendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send an SMS.",
        discussion: """
            Without a text as argument it is read from standard input, without the line end at its end.

            Exit status: 0 accepted; 1 refused, the same message will be refused again; 2 not sent, sending it again \
            is safe; 3 nobody can say whether it went, and sending it again may send it twice.
            """)

    @Argument(help: "The recipient's number.")
    var to: String

    @Argument(help: "The text.")
    var text: String?

    @Flag(help: "Print all that the provider answered, as JSON; nothing if it was not asked.")
    var json = false

    @OptionGroup
    var options: AccountOptions

    func run() throws {
        Console.outliveReaders()
        let account = try options.account()
        guard let text = CText(try text.map { Array($0.utf8) } ?? StandardInput.text(atMost: 65_536)) else {
            throw ValidationError("the text holds a NUL, which no message can")
        }
        // Not before the text is there: until then nothing has gone out, and an interrupt may end the program.
        nonisolated(unsafe) let client = account.client
        let interrupts = Interrupts { _ in _ = sky_client_cancel(client, nil) }
        defer { withExtendedLifetime(account) { interrupts.end() } }
        var result: UnsafeMutablePointer<sky_result>?
        var error = sky_error()
        let status = sky_send_sms(account.client, to, nil, text.characters, &result, &error)
        defer { sky_result_free(result) }
        let outcome = MessageOutcome(status, result, error)
        if json, let memory = sky_result_json(result) {
            Console.print(String(cString: memory))
            sky_free(memory)
        } else if status == SKY_OK {
            Console.print("accepted  \(outcome.trackingID)")
        }
        guard status != SKY_OK else { return }
        let failure = LibraryFailure(error).description
        Console.complain(failure.hasPrefix(outcome.word) ? failure : "\(outcome.word): \(failure)")
        if outcome.wait > 0 { Console.complain("try again after \((outcome.wait + 999) / 1000) s") }
        throw ExitCode(outcome.exitStatus)
    }
}
