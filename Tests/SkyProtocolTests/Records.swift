@testable import SkyProtocol

/// What a block of records says, as Swift values.
struct Records {
    struct Entry {
        var record: Record
        /// Fields in order: name, value.
        var fields: [(name: String, value: String)]
        var files: [String]
        var fingerprint: String

        /// The first value of each plain field.
        var plain: [String: String] {
            Dictionary(
                fields.filter { !$0.name.contains("/") && !$0.name.contains("@") }.map { ($0.name, $0.value) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    var header: RecordHeader
    var whole: Entry?
    var entries: [Entry]

    init(_ block: borrowing RecordBlock) throws {
        guard let view = block.view else { throw ProtocolError.outOfMemory }
        header = view.header
        whole = view.whole.map { Records.entry($0, view) }
        entries = (0..<Int(header.count)).compactMap { view.entry($0) }.map { Records.entry($0, view) }
    }

    static func postback(_ bytes: [UInt8]) throws -> Records {
        try bytes.withUnsafeBufferPointer { try Records(try SkycorePostback.read($0)) }
    }

    static func postback(_ text: String) throws -> Records {
        try postback(Array(text.utf8))
    }

    static func answer(_ bytes: [UInt8]) throws -> Records {
        try bytes.withUnsafeBufferPointer { try Records(try SkycoreAnswer.read($0)) }
    }

    static func answer(_ text: String) throws -> Records {
        try answer(Array(text.utf8))
    }

    /// Reads the packed form by its documented layout and not by the room's own reader.
    private static func entry(_ record: Record, _ view: RecordView) -> Entry {
        let packed = view.packed
        let names = Int(packed.load(fromByteOffset: 56, as: UInt32.self))
        let values = Int(packed.load(fromByteOffset: 60, as: UInt32.self))
        let fieldsOffset = Int(packed.load(fromByteOffset: 20, as: UInt32.self))
        var fields: [(name: String, value: String)] = []
        for index in Int(record.firstField)..<Int(record.firstField + record.fieldCount) {
            let offset = fieldsOffset + 16 * index
            let places = (0..<4).map { Int(packed.load(fromByteOffset: offset + 4 * $0, as: UInt32.self)) }
            let name = String(decoding: packed[names + places[0]..<names + places[0] + places[1]], as: UTF8.self)
            let value = String(decoding: packed[values + places[2]..<values + places[2] + places[3]], as: UTF8.self)
            fields.append((name, value))
        }
        let files = (0..<view.fileCount(of: record)).compactMap { view.file($0, in: record) }
        var fingerprint = ""
        if let start = view.fingerprint(of: record) {
            fingerprint = String(decoding: UnsafeBufferPointer(start: start, count: 32), as: UTF8.self)
        }
        return Entry(
            record: record, fields: fields, files: files.map { String(decoding: $0, as: UTF8.self) },
            fingerprint: fingerprint)
    }
}
