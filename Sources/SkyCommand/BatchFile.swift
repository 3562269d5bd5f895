import Foundation

/// The rows of a CSV file, all in memory.
struct BatchFile {
    /// One row that is to be sent.
    struct Row {
        /// Where it stands in `bytes`, without its line break; fields that it lacks are there, empty.
        let place: Range<Int>
        /// The recipient; nil if the row has no such column.
        let to: [UInt8]?
        /// Its own text; nil if all have the same, or if the row has no such column.
        let text: [UInt8]?
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
        guard var record = try records.next() else { return }
        _ = record.dropByteOrderMark()
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
        bytes += record.bytes.dropLast(record.lineBreak)
        bytes += repeatElement(separator, count: max(0, columns - record.fields.count))
        rows.append(Row(place: start..<bytes.count, to: record.content(to), text: text.flatMap(record.content)))
    }
}
