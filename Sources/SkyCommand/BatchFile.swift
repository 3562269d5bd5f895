import Foundation

/// The rows of a CSV file, all in memory.
struct BatchFile {
    /// One row.
    struct Row {
        /// Where it stands in `bytes`, without its line break, with as many fields as the first line has: those that it
        /// lacks are there, empty, and those that it has too many are not.
        let place: Range<Int>
        /// The recipient; nil if the row has no such column.
        let to: [UInt8]?
        /// Its own text; nil if all have the same, or if the row has no such column.
        let text: [UInt8]?
        /// Whether it has more fields than the first line: a quote was forgotten, and what stands where is not known.
        let isTooLong: Bool
    }

    /// The line of names, if there is one.
    private(set) var header: [UInt8]?
    private(set) var rows: [Row] = []
    /// The text for all; nil if each row has its own.
    let text: [UInt8]?
    let separator: UInt8
    private var bytes: [UInt8] = []
    private var columns = 0

    /// Read standard input as a command says. Blank lines are left out.
    init(_ command: BatchCommand) throws {
        text = command.text.map { Array($0.utf8) }
        separator = command.delimiter.byte
        var records = CSVReader(.standardInput, separator: separator)
        var first = try records.next()
        while let blank = first, blank.isBlank { first = try records.next() }
        guard let record = first else {
            guard command.noHeader else { throw CSVReader.Failure.empty }
            return
        }
        let to = try record.place(of: command.to, hasHeader: !command.noHeader)
        let text = try command.textColumn.map { try record.place(of: $0, hasHeader: !command.noHeader) }
        columns = record.fields.count
        if command.noHeader {
            append(record, to, text)
        } else {
            header = Array(record.bytes.dropLast(record.lineBreak))
        }
        while let record = try records.next() { append(record, to, text) }
    }

    /// A row as it came in.
    func content(of row: Row) -> ArraySlice<UInt8> { bytes[row.place] }

    private mutating func append(_ record: CSVReader.Record, _ to: Int, _ text: Int?) {
        guard !record.isBlank else { return }
        let start = bytes.count
        let isTooLong = record.fields.count > columns
        let end = isTooLong ? record.fields[columns - 1].upperBound : record.bytes.count - record.lineBreak
        bytes += record.bytes[..<end]
        bytes += repeatElement(separator, count: max(0, columns - record.fields.count))
        rows.append(
            Row(
                place: start..<bytes.count, to: record.content(to), text: text.flatMap(record.content),
                isTooLong: isTooLong))
    }
}
