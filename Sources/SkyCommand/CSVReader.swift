import Foundation

/// Reads comma-separated values (RFC 4180) a record at a time, and keeps the bytes as they came.
///
/// Fields may be quoted, with quotes doubled and line breaks inside; records end with LF, CR LF or CR. A quote inside a
/// field that does not begin with one is a character like others.
struct CSVReader {
    /// One record.
    struct Record {
        /// Its bytes, line break included.
        var bytes: [UInt8] = []
        /// Where each field stands in them, quotes included.
        var fields: [Range<Int>] = []
        /// Bytes of the line break at the end; 0 for a last line without one.
        var lineBreak = 0

        /// Whether nothing stands on its line: it is none of the file's rows.
        var isBlank: Bool { fields.count == 1 && fields[0].isEmpty }

        /// What a field says, without its quotes; nil if there are fewer fields.
        func content(_ place: Int) -> [UInt8]? {
            place < fields.count ? CSVReader.content(bytes[fields[place]]) : nil
        }

        /// Where a column stands, counted from 0, of which this is the first record. It is called by its name, if the
        /// record holds names, or by its place, 1 for the first.
        func place(of column: String, hasHeader: Bool) throws(Failure) -> Int {
            let name = Array(column.utf8)
            let named = hasHeader ? fields.indices.filter { content($0) == name } : []
            guard named.count < 2 else { throw Failure.columnTwice(column) }
            if let place = named.first { return place }
            guard let number = Int(column), number >= 1, number <= fields.count else { throw Failure.noColumn(column) }
            return number - 1
        }
    }

    /// Why a file cannot be read.
    enum Failure: Error {
        case empty
        case noColumn(String)
        case columnTwice(String)
        case quoteNotClosed(Int)

        var words: String {
            switch self {
            case .empty: "there is no first line with the names of columns"
            case .noColumn(let name): "there is no column \(name)"
            case .columnTwice(let name): "there are several columns \(name); name it by its place"
            case .quoteNotClosed(let line): "record \(line): a quote that is not closed, or more than 16 MB"
            }
        }
    }

    /// More bytes than this are no record: a quote was not closed.
    static let largestRecord = 16 << 20

    private let separator: UInt8
    private let source: FileHandle
    private var buffer: [UInt8] = []
    private var position = 0
    /// Records read so far, for messages.
    private(set) var line = 0
    /// UTF-8's byte order mark, if the file begins with it. It is no part of the first record.
    private(set) var byteOrderMark: [UInt8] = []

    init(_ source: FileHandle, separator: UInt8) {
        self.source = source
        self.separator = separator
    }

    /// The next record; nil at the end. Throws where a quote is not closed.
    mutating func next() throws -> Record? {
        if line == 0 { try takeByteOrderMark() }
        guard try peek() != nil else { return nil }
        line += 1
        var record = Record()
        var start = 0
        var isQuoted = false
        while true {
            guard record.bytes.count <= CSVReader.largestRecord else { throw Failure.quoteNotClosed(line) }
            guard let byte = try peek() else {
                guard !isQuoted else { throw Failure.quoteNotClosed(line) }
                break
            }
            position += 1
            if isQuoted {
                record.bytes.append(byte)
                if byte == UInt8(ascii: "\"") { isQuoted = try takeDoubledQuote(&record) }
                continue
            }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                record.fields.append(start..<record.bytes.count)
                record.bytes.append(byte)
                record.lineBreak = 1
                if byte == UInt8(ascii: "\r"), try peek() == UInt8(ascii: "\n") {
                    position += 1
                    record.bytes.append(UInt8(ascii: "\n"))
                    record.lineBreak = 2
                }
                return record
            }
            isQuoted = byte == UInt8(ascii: "\"") && record.bytes.count == start
            if byte == separator {
                record.fields.append(start..<record.bytes.count)
                start = record.bytes.count + 1
            }
            record.bytes.append(byte)
        }
        record.fields.append(start..<record.bytes.count)
        return record
    }

    /// Behind a quote within a quoted field: a second one belongs to the field, anything else ends the quotation.
    private mutating func takeDoubledQuote(_ record: inout Record) throws -> Bool {
        guard try peek() == UInt8(ascii: "\"") else { return false }
        position += 1
        record.bytes.append(UInt8(ascii: "\""))
        return true
    }

    private mutating func takeByteOrderMark() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        while buffer.count < mark.count, let more = try source.read(upToCount: 1 << 16), !more.isEmpty {
            buffer += more
        }
        guard buffer.starts(with: mark) else { return }
        byteOrderMark = mark
        position = mark.count
    }

    private mutating func peek() throws -> UInt8? {
        if position == buffer.count {
            guard let more = try source.read(upToCount: 1 << 16), !more.isEmpty else { return nil }
            buffer = [UInt8](more)
            position = 0
        }
        return buffer[position]
    }

    /// What a field says, without its quotes.
    static func content(_ field: ArraySlice<UInt8>) -> [UInt8] {
        guard field.first == UInt8(ascii: "\"") else { return Array(field) }
        var content: [UInt8] = []
        var isOpen = true
        var index = field.startIndex + 1
        while index < field.endIndex {
            let byte = field[index]
            index += 1
            guard isOpen, byte == UInt8(ascii: "\"") else {
                content.append(byte)
                continue
            }
            if index < field.endIndex, field[index] == UInt8(ascii: "\"") {
                content.append(byte)
                index += 1
            } else {
                isOpen = false
            }
        }
        return content
    }

    /// A text as a field, quoted if it has to be.
    static func field(_ text: [UInt8], separator: UInt8) -> [UInt8] {
        let special: Set<UInt8> = [separator, UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        guard text.contains(where: special.contains) else { return text }
        let quote = UInt8(ascii: "\"")
        return [quote] + text.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }
}
