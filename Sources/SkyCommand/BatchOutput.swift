import Foundation

/// Where the rows of a batch go with what became of them.
struct BatchOutput {
    private let separator: UInt8
    private var target = FileHandle.standardOutput
    /// Whether standard output took no more, so that rows go to standard error.
    private(set) var isDiverted = false

    init(separator: UInt8) {
        self.separator = separator
        // Whoever reads the rows may stop doing so. That must not end the program while messages are under way.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Write the line of names.
    mutating func write(header: [UInt8]) {
        write(header[...], with: ["status", "tracking_id", "code", "reason"])
    }

    /// Write a row with its outcome.
    mutating func write(_ row: ArraySlice<UInt8>, _ outcome: MessageOutcome) {
        write(row, with: [outcome.word, outcome.trackingID, outcome.code, outcome.reason])
    }

    private mutating func write(_ row: ArraySlice<UInt8>, with columns: [String]) {
        var line = Array(row)
        for column in columns {
            line.append(separator)
            line += CSVReader.field(Array(column.utf8), separator: separator)
        }
        line.append(UInt8(ascii: "\n"))
        do {
            try target.write(contentsOf: Data(line))
        } catch {
            guard !isDiverted else { return }
            isDiverted = true
            target = .standardError
            Console.complain("standard output takes no more; the other rows follow here")
            try? target.write(contentsOf: Data(line))
        }
    }
}
