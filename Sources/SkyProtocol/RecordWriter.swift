import CPlatform
import SkyDocument

/// Collects records and their fields, then lays them out as one block.
///
/// It is kept and filled again for each document; only the finished block is new memory.
struct RecordWriter: ~Copyable {
    private static let usualSize = 64 << 10

    private var records = PlainArray<Record>()
    private var fields = PlainArray<RecordField>()
    private var names = ByteBuffer()
    private var values = ByteBuffer()
    private var hasFailed = false

    /// Forget everything, keep the memory as far as usual documents need it.
    mutating func reset() {
        records.reset(keeping: RecordWriter.usualSize)
        fields.reset(keeping: RecordWriter.usualSize)
        names.shrink(above: RecordWriter.usualSize)
        values.shrink(above: RecordWriter.usualSize)
        names.reset()
        values.reset()
        hasFailed = false
    }

    /// Records so far.
    var recordCount: Int { records.count }

    /// Begin a record; the fields that follow are its fields, until `endRecord`.
    mutating func beginRecord() {
        var record = Record()
        record.firstField = UInt32(truncatingIfNeeded: fields.count)
        record.namesOffset = UInt32(truncatingIfNeeded: names.count)
        record.valuesOffset = UInt32(truncatingIfNeeded: values.count)
        if !records.append(record) { hasFailed = true }
    }

    /// Change the record that was begun last.
    @inline(__always)
    mutating func updateLast(_ change: (inout Record) -> Void) {
        guard records.count > 0, let start = records.start else { return }
        change(&start[records.count &- 1])
    }

    /// Change any record.
    mutating func update(_ index: Int, _ change: (inout Record) -> Void) {
        guard index >= 0, index < records.count, let start = records.start else { return }
        change(&start[index])
    }

    /// A copy of a record.
    func record(_ index: Int) -> Record {
        index >= 0 && index < records.count ? records.values[index] : Record()
    }

    /// Append a copy of a record: it shares the fields.
    mutating func repeatRecord(_ index: Int) {
        if !records.append(record(index)) { hasFailed = true }
    }

    /// Append a field to the record that was begun last. The name is `prefix` (as it is), then `name` in its
    /// documented spelling, then for an attribute `@` and the attribute's name.
    @inline(__always)
    mutating func append(
        prefix: UnsafeBufferPointer<UInt8>, name: UnsafeBufferPointer<UInt8>,
        attribute: UnsafeBufferPointer<UInt8>?, value: UnsafeBufferPointer<UInt8>
    ) {
        var field = RecordField()
        field.nameOffset = UInt32(truncatingIfNeeded: names.count)
        if prefix.count > 0 { names.append(prefix) }
        FieldName.appendDocumented(name, to: &names)
        if let attribute {
            names.append(0x40)
            FieldName.appendDocumented(attribute, to: &names)
        }
        field.nameLength = UInt32(truncatingIfNeeded: names.count) &- field.nameOffset
        names.append(0)
        field.valueOffset = UInt32(truncatingIfNeeded: values.count)
        field.valueLength = UInt32(truncatingIfNeeded: value.count)
        values.append(value, terminated: 0)
        if !fields.append(field) { hasFailed = true }
    }

    /// End the record that was begun last: its fields are all those since.
    mutating func endRecord() {
        let fieldsEnd = UInt32(truncatingIfNeeded: fields.count)
        let namesEnd = UInt32(truncatingIfNeeded: names.count)
        let valuesEnd = UInt32(truncatingIfNeeded: values.count)
        updateLast { record in
            record.fieldCount = fieldsEnd &- record.firstField
            record.namesLength = namesEnd &- record.namesOffset
            record.valuesLength = valuesEnd &- record.valuesOffset
        }
    }

    /// The first value of a field of a record, by its name in the documented spelling; nil if it has no such field.
    @inline(__always)
    func value(_ name: StaticString, ofRecord index: Int) -> UnsafeBufferPointer<UInt8>? {
        let record = record(index)
        let end = Int(record.firstField) &+ Int(record.fieldCount)
        var position = Int(record.firstField)
        while position < end {
            let field = fields.values[position]
            let nameStart = Int(field.nameOffset)
            let length = Int(field.nameLength)
            if length == name.utf8CodeUnitCount,
                ByteScan.starts(with: name, in: names.bytes, at: nameStart)
            {
                let start = Int(field.valueOffset)
                return UnsafeBufferPointer(rebasing: values.bytes[start..<start &+ Int(field.valueLength)])
            }
            position &+= 1
        }
        return nil
    }

    /// Lay everything out as one block, the document behind it; nil if memory ran out.
    func finish(
        _ header: RecordHeader, withFingerprints: Bool, raw: UnsafeBufferPointer<UInt8>
    ) -> RecordBlock? {
        // A NUL follows the document.
        guard let head = laidOut(header, withFingerprints, raw: raw.count, size: raw.count &+ 1),
            let memory = malloc(Int(head.size))
        else { return nil }
        write(head, withFingerprints, to: memory)
        let end = memory + Int(head.rawOffset)
        copy(raw, to: end)
        (end + raw.count).storeBytes(of: 0, as: UInt8.self)
        return RecordBlock(taking: memory)
    }

    /// Lay everything out in memory of the caller's, without the document; nothing is written if it has not enough room.
    ///
    /// - Returns: the bytes that it takes, or nil if memory ran out.
    func finish(
        _ header: RecordHeader, withFingerprints: Bool, into memory: UnsafeMutableRawBufferPointer
    ) -> Int? {
        guard let head = laidOut(header, withFingerprints, raw: 0, size: 0) else { return nil }
        if let start = memory.baseAddress, Int(head.size) <= memory.count { write(head, withFingerprints, to: start) }
        return Int(head.size)
    }

    /// 32 hexadecimal digits and a NUL.
    private static var fingerprintSize: Int { 33 }

    /// The header with the places of all parts; nil if memory ran out. `size` is that of what follows the records.
    private func laidOut(
        _ header: RecordHeader, _ withFingerprints: Bool, raw: Int, size: Int
    ) -> RecordHeader? {
        guard !hasFailed, !names.hasFailed, !values.hasFailed else { return nil }
        let recordsOffset = MemoryLayout<RecordHeader>.stride
        let fieldsOffset = recordsOffset &+ records.count &* MemoryLayout<Record>.stride
        let namesOffset = fieldsOffset &+ fields.count &* MemoryLayout<RecordField>.stride
        let valuesOffset = namesOffset &+ names.count
        let rawOffset = valuesOffset &+ values.count &+ (withFingerprints ? records.count &* Self.fingerprintSize : 0)
        // All of it is bounded by the limits on documents and paths, far below 4 GiB.
        guard rawOffset &+ size < Int(UInt32.max) else { return nil }
        var head = header
        head.size = UInt32(truncatingIfNeeded: rawOffset &+ size)
        head.recordsOffset = UInt32(truncatingIfNeeded: recordsOffset)
        head.fieldsOffset = UInt32(truncatingIfNeeded: fieldsOffset)
        head.namesOffset = UInt32(truncatingIfNeeded: namesOffset)
        head.valuesOffset = UInt32(truncatingIfNeeded: valuesOffset)
        head.rawOffset = UInt32(truncatingIfNeeded: rawOffset)
        head.rawLength = UInt32(truncatingIfNeeded: raw)
        return head
    }

    /// Write all parts but the document. The memory need not be aligned.
    private func write(_ head: RecordHeader, _ withFingerprints: Bool, to memory: UnsafeMutableRawPointer) {
        memory.storeBytes(of: head, as: RecordHeader.self)
        let valuesEnd = Int(head.valuesOffset) &+ values.count
        for index in 0..<records.count {
            var record = records.values[index]
            if withFingerprints {
                let offset = valuesEnd &+ index &* Self.fingerprintSize
                writeFingerprint(of: record, to: memory + offset)
                record.fingerprintOffset = UInt32(truncatingIfNeeded: offset)
            }
            record.namesOffset &+= head.namesOffset
            record.valuesOffset &+= head.valuesOffset
            let place = Int(head.recordsOffset) &+ index &* MemoryLayout<Record>.stride
            (memory + place).storeBytes(of: record, as: Record.self)
        }
        if let start = fields.start {
            memcpy(memory + Int(head.fieldsOffset), start, fields.count &* MemoryLayout<RecordField>.stride)
        }
        copy(names.bytes, to: memory + Int(head.namesOffset))
        copy(values.bytes, to: memory + Int(head.valuesOffset))
    }

    private func writeFingerprint(of record: Record, to memory: UnsafeMutableRawPointer) {
        var sum = Fingerprint()
        let first = Int(record.firstField)
        for position in first..<first &+ Int(record.fieldCount) {
            let field = fields.values[position]
            let name = Int(field.nameOffset)
            let value = Int(field.valueOffset)
            sum.add(
                name: UnsafeBufferPointer(rebasing: names.bytes[name..<name &+ Int(field.nameLength)]),
                value: UnsafeBufferPointer(rebasing: values.bytes[value..<value &+ Int(field.valueLength)]))
        }
        var position = memory
        sum.write { digit in
            position.storeBytes(of: digit, as: UInt8.self)
            position += 1
        }
        position.storeBytes(of: 0, as: UInt8.self)
    }

    private func copy(_ bytes: UnsafeBufferPointer<UInt8>, to memory: UnsafeMutableRawPointer) {
        if let start = bytes.baseAddress, bytes.count > 0 { memcpy(memory, start, bytes.count) }
    }
}
