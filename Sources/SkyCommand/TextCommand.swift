import ArgumentParser
import Foundation
import SkyText

/// `sky text`: what a text costs, why, and what it would cost simplified.
struct TextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "text",
        abstract: "Tell what a text costs as an SMS, why, and how it costs less.",
        discussion: """
            Prints the encoding, the parts in which the text travels, the characters that make it expensive, and its \
            cheapest faithful form. In the parts these characters are marked: in colour on a terminal, else ⟨so⟩. \
            Without an argument the text is read from standard input, without the line end at its end.
            """)

    @Argument(help: "The text.")
    var text: String?

    @Flag(help: "Set no border within an emoji, a flag or a letter with its marks.")
    var keepClusters = false

    @Flag(help: "Simplifying may write Greek and Cyrillic letters with letters of the GSM alphabet.")
    var transliterate = false

    @Option(help: ArgumentHelp("A language whose locking shift table may be used.", valueName: "language"))
    var locking: NationalLanguage?

    @Option(help: ArgumentHelp("A language whose single shift table may be used.", valueName: "language"))
    var single: NationalLanguage?

    func run() async throws {
        let bytes = try text.map { Array($0.utf8) } ?? StandardInput.text(atMost: TextMeter.longestText)
        let options = TextOptions(
            locking: locking ?? .none, single: single ?? .none, transliterates: transliterate)
        do throws(TextError) {
            let report = try TextReport(of: bytes, options: options, keepingClusters: keepClusters)
            for line in report.lines(in: .ofStandardOutput) { Console.print(line) }
        } catch {
            throw TextRefusal(error: error)
        }
    }
}

extension NationalLanguage: ExpressibleByArgument {
    /// A language by its name, "turkish".
    public init?(argument: String) {
        let name = argument.lowercased()
        guard let known = NationalLanguage.allCases.first(where: { "\($0)" == name }) else { return nil }
        self = known
    }

    public static var allValueStrings: [String] { allCases.map { "\($0)" } }
}
