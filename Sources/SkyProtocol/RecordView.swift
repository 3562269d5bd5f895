import SkyDocument

/// Reads a block of records. Borrowed: the block must outlive it.
package struct RecordView {
    private let base: UnsafeRawPointer

    /// Read a block that `RecordWriter` laid out.
    package init(_ base: UnsafeRawPointer) {
        self.base = base
    }

    /// The block's header.
    package var header: RecordHeader { base.load(as: RecordHeader.self) }

    /// The whole block.
    package var packed: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base, count: Int(header.size))
    }

    /// The document as it came in. A NUL follows it that is not counted.
    package var raw: UnsafeBufferPointer<UInt8> {
        bytes(header.rawOffset, header.rawLength)
    }

    /// Notification or entry `index`, or nil.
    package func entry(_ index: Int) -> Record? {
        let header = header
        guard index >= 0, index < Int(header.count) else { return nil }
        return record(index &+ Int(header.firstRecord))
    }

    /// Of an answer: the answer as a whole.
    package var whole: Record? {
        header.firstRecord > 0 ? record(0) : nil
    }

    /// Of an answer: the provider's code for the answer as a whole, or nil.
    package var answerCode: ProviderCode? {
        whole.flatMap { value("ERRORCODE", in: $0) }.map { ProviderCode($0) }
    }

    /// What was asked for, of the answer to a list: its first field is the call, the others are the parameters. Nil if
    /// it was no list, or if that is not known.
    package var listRequest: Record? {
        guard let whole, whole.reserved.0 != 0 else { return nil }
        return record(Int(header.firstRecord) &+ Int(header.count))
    }

    /// Visit the fields of a record in their order.
    package func forEachField<Failure: Error>(
        of record: Record,
        _ visit: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        for position in 0..<Int(record.fieldCount) {
            try visit(fieldName(position, in: record), fieldValue(position, in: record))
        }
    }

    /// A notification's fingerprint: 32 hexadecimal digits, with a NUL behind them.
    package func fingerprint(of record: Record) -> UnsafePointer<UInt8>? {
        record.fingerprintOffset == 0 ? nil : bytes(record.fingerprintOffset, 32).baseAddress
    }

    /// The value of a field: the one numbered `index` of those that have the name. Nil if there is none.
    ///
    /// Names match without regard to ASCII case, `-` and `_` (rule T4). `A/B` names an element inside an element,
    /// `@A` an attribute of the record, `A@B` an attribute of a field. If nothing has the name, the other names by
    /// which the provider calls the same are looked for. A NUL follows the value that is not counted.
    @export(interface)
    package func value(
        _ name: UnsafeBufferPointer<UInt8>, _ index: Int, in record: Record
    ) -> UnsafeBufferPointer<UInt8>? {
        guard index >= 0 else { return nil }
        let exact = search(record, index) { FieldName.matches($0, name) }
        return exact.found ? exact.value : valueByOtherName(name, index, in: record)
    }

    /// The value of a field by a name of the program's own.
    @export(interface)
    package func value(_ name: StaticString, in record: Record) -> UnsafeBufferPointer<UInt8>? {
        value(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), 0, in: record)
    }

    /// File `index` of a notification: a URL in a FILE of CONTENT that is not empty (rule T13).
    package func file(_ index: Int, in record: Record) -> UnsafeBufferPointer<UInt8>? {
        var left = index
        for position in 0..<Int(record.fieldCount) {
            guard isFile(position, in: record) else { continue }
            if left == 0 { return fieldValue(position, in: record) }
            left &-= 1
        }
        return nil
    }

    /// How many files a notification names.
    package func fileCount(of record: Record) -> Int {
        var count = 0
        for position in 0..<Int(record.fieldCount) where isFile(position, in: record) { count &+= 1 }
        return count
    }

    // MARK: - Reading

    private func isFile(_ position: Int, in record: Record) -> Bool {
        ByteScan.equal(fieldName(position, in: record), "CONTENT/FILE") && fieldValue(position, in: record).count > 0
    }

    /// The field numbered `index` of those whose name matches: whether there are any, and its value.
    func search(
        _ record: Record, _ index: Int, _ matches: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> (found: Bool, value: UnsafeBufferPointer<UInt8>?) {
        var left = index
        var found = false
        for position in 0..<Int(record.fieldCount) where matches(fieldName(position, in: record)) {
            found = true
            if left == 0 { return (true, fieldValue(position, in: record)) }
            left &-= 1
        }
        return (found, nil)
    }

    private func fieldName(_ position: Int, in record: Record) -> UnsafeBufferPointer<UInt8> {
        let field = field(position, in: record)
        return bytes(header.namesOffset &+ field.nameOffset, field.nameLength)
    }

    private func fieldValue(_ position: Int, in record: Record) -> UnsafeBufferPointer<UInt8> {
        let field = field(position, in: record)
        return bytes(header.valuesOffset &+ field.valueOffset, field.valueLength)
    }

    private func field(_ position: Int, in record: Record) -> RecordField {
        let index = Int(record.firstField) &+ position
        let offset = Int(header.fieldsOffset) &+ index &* MemoryLayout<RecordField>.stride
        return base.load(fromByteOffset: offset, as: RecordField.self)
    }

    private func record(_ index: Int) -> Record {
        let offset = Int(header.recordsOffset) &+ index &* MemoryLayout<Record>.stride
        return base.load(fromByteOffset: offset, as: Record.self)
    }

    private func bytes(_ offset: UInt32, _ length: UInt32) -> UnsafeBufferPointer<UInt8> {
        let start = (base + Int(offset)).assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: start, count: Int(length))
    }
}
