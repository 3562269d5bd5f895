import Foundation

/// Where the rows of a batch go with what became of them.
struct BatchOutput {
    private let separator: UInt8
    private var target = FileHandle.standardOutput
    private var isDiverted = false
    /// Whether rows are lost, because neither standard output nor standard error takes any.
    private(set) var hasLostRows = false

    init(separator: UInt8) {
        self.separator = separator
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
        if write(line) { return }
        if !isDiverted {
            isDiverted = true
            target = .standardError
            Console.complain("standard output takes no more; the other rows follow here")
            if write(line) { return }
        }
        hasLostRows = true
    }

    private func write(_ line: [UInt8]) -> Bool {
        do {
            try target.write(contentsOf: Data(line))
            return true
        } catch {
            return false
        }
    }
}
