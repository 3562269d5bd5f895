import Foundation
import SkyNumbers

/// A CSV file on its way from standard input to standard output, with one column normalised.
struct NumberFilter {
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
        guard let record = try records.next() else { return }
        let place = try record.place(of: column, hasHeader: hasHeader)
        let regionPlace = try regionColumn.map { try record.place(of: $0, hasHeader: hasHeader) }
        output += records.byteOrderMark
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

    private mutating func convert(_ record: CSVReader.Record, _ place: Int, _ regionPlace: Int?) {
        if record.isBlank {
            output += record.bytes
            return
        }
        guard let text = record.content(place) else {
            refuse(record, nil, "the row has no such column")
            return
        }
        var rowRegion: Region?
        if let field = regionPlace.flatMap({ record.content($0) }) {
            let name = String(decoding: field, as: UTF8.self)
            rowRegion = NumberCommand.region(name)
            if rowRegion == nil, !name.isEmpty {
                refuse(record, place, "unknown region in the region column")
                return
            }
        }
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
