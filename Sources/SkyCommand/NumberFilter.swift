import Foundation
import SkyNumbers

/// A CSV file on its way from standard input to standard output, with one column normalised.
struct NumberFilter {
    /// Why the file cannot be read.
    enum Failure: Error {
        case noColumn(String)
        case quoteNotClosed(Int)

        var words: String {
            switch self {
            case .noColumn(let name): "there is no column \(name)"
            case .quoteNotClosed(let line): "record \(line): a quote that is not closed"
            }
        }
    }

    let reader: NumberReading
    let column: String
    let regionColumn: String?
    let hasHeader: Bool
    let separator: UInt8
    let refused: NumberCommand.Refused
    let reasons: String?

    private(set) var tally = NumberTally()
    private var output: [UInt8] = []
    private static let outputSize = 1 << 16

    init(
        reader: NumberReading, column: String, regionColumn: String?, hasHeader: Bool, separator: UInt8,
        refused: NumberCommand.Refused, reasons: String?
    ) {
        self.reader = reader
        self.column = column
        self.regionColumn = regionColumn
        self.hasHeader = hasHeader
        self.separator = separator
        self.refused = refused
        self.reasons = reasons
    }

    /// Runs to the end of the input.
    mutating func run() throws {
        var records = CSVReader(.standardInput, separator: separator)
        guard var record = try records.next() else { return }
        let mark = dropByteOrderMark(&record)
        let place = try place(of: column, in: record)
        let regionPlace = try regionColumn.map { try self.place(of: $0, in: record) }
        output += mark
        if hasHeader {
            write(record, replacing: nil, with: [], appending: reasons.map { Array($0.utf8) })
        } else {
            convert(record, place, regionPlace)
        }
        while let record = try records.next() {
            convert(record, place, regionPlace)
            if output.count > NumberFilter.outputSize { try flush() }
        }
        try flush()
    }

    /// UTF-8's byte order mark is no part of the first name.
    private func dropByteOrderMark(_ record: inout CSVReader.Record) -> [UInt8] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard record.bytes.starts(with: mark) else { return [] }
        record.bytes.removeFirst(3)
        record.fields = record.fields.map { max(0, $0.lowerBound - 3)..<max(0, $0.upperBound - 3) }
        return mark
    }

    private func place(of name: String, in first: CSVReader.Record) throws -> Int {
        if hasHeader {
            let names = first.fields.map { CSVReader.content(first.bytes[$0]) }
            if let place = names.firstIndex(of: Array(name.utf8)) { return place }
        }
        guard let number = Int(name), number >= 1, number <= first.fields.count else { throw Failure.noColumn(name) }
        return number - 1
    }

    private mutating func convert(_ record: CSVReader.Record, _ place: Int, _ regionPlace: Int?) {
        // A line with nothing on it is none of the file's rows.
        if record.fields.count == 1, record.fields[0].isEmpty {
            output += record.bytes
            return
        }
        guard place < record.fields.count else {
            refuse(record, nil, "the row has no such column")
            return
        }
        var rowRegion: Region?
        if let regionPlace, regionPlace < record.fields.count {
            let name = String(decoding: CSVReader.content(record.bytes[record.fields[regionPlace]]), as: UTF8.self)
            rowRegion = NumberCommand.region(name)
            if rowRegion == nil, !name.isEmpty {
                refuse(record, place, "unknown region in the region column")
                return
            }
        }
        let text = CSVReader.content(record.bytes[record.fields[place]])
        switch text.withUnsafeBufferPointer({ reader.read($0, rowRegion: rowRegion) }) {
        case .accepted(let number):
            tally.accept()
            write(record, replacing: place, with: NumberReading.digits(number), appending: reasons.map { _ in [] })
        case .refused(_, let error):
            refuse(record, place, NumberReading.words(error))
        }
    }

    private mutating func refuse(_ record: CSVReader.Record, _ place: Int?, _ reason: String) {
        tally.refuse(reason)
        guard refused != .drop else { return }
        write(
            record, replacing: refused == .empty ? place : nil, with: [],
            appending: reasons.map { _ in Array(reason.utf8) })
    }

    private mutating func write(
        _ record: CSVReader.Record, replacing place: Int?, with text: [UInt8], appending last: [UInt8]?
    ) {
        let end = record.bytes.count - record.lineBreak
        let lineBreak = record.bytes[end...]
        if let place {
            let field = record.fields[place]
            output += record.bytes[..<field.lowerBound]
            output += CSVReader.field(text, separator: separator)
            output += record.bytes[field.upperBound..<end]
        } else {
            output += record.bytes[..<end]
        }
        if let last {
            output.append(separator)
            output += CSVReader.field(last, separator: separator)
        }
        output += lineBreak
    }

    private mutating func flush() throws {
        try FileHandle.standardOutput.write(contentsOf: Data(output))
        output.removeAll(keepingCapacity: true)
    }
}
