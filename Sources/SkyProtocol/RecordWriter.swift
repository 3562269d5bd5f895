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
    mutating func finish(
        _ header: RecordHeader, withFingerprints: Bool, raw: UnsafeBufferPointer<UInt8>
    ) -> RecordBlock? {
        guard !hasFailed, !names.hasFailed, !values.hasFailed else { return nil }
        let recordsOffset = MemoryLayout<RecordHeader>.stride
        let fieldsOffset = recordsOffset + records.count * MemoryLayout<Record>.stride
        let namesOffset = fieldsOffset + fields.count * MemoryLayout<RecordField>.stride
        let valuesOffset = namesOffset + names.count
        let fingerprintsOffset = valuesOffset + values.count
        let rawOffset = fingerprintsOffset + (withFingerprints ? records.count * Self.fingerprintSize : 0)
        // All of it is bounded by the limits on documents and paths, far below 4 GiB.
        let size = rawOffset + raw.count + 1
        guard size < Int(UInt32.max), let memory = malloc(size) else { return nil }
        var head = header
        head.size = UInt32(truncatingIfNeeded: size)
        head.recordsOffset = UInt32(truncatingIfNeeded: recordsOffset)
        head.fieldsOffset = UInt32(truncatingIfNeeded: fieldsOffset)
        head.rawOffset = UInt32(truncatingIfNeeded: rawOffset)
        head.rawLength = UInt32(truncatingIfNeeded: raw.count)
        memory.initializeMemory(as: RecordHeader.self, to: head)
        place(fieldsAt: memory + fieldsOffset, names: namesOffset, values: valuesOffset)
        place(
            recordsAt: memory + recordsOffset, names: namesOffset, values: valuesOffset,
            fingerprints: withFingerprints ? fingerprintsOffset : nil, in: memory)
        copy(names.bytes, to: memory + namesOffset)
        copy(values.bytes, to: memory + valuesOffset)
        copy(raw, to: memory + rawOffset)
        (memory + rawOffset + raw.count).storeBytes(of: 0, as: UInt8.self)
        return RecordBlock(taking: memory)
    }

    /// 32 hexadecimal digits and a NUL.
    private static var fingerprintSize: Int { 33 }

    private func place(fieldsAt memory: UnsafeMutableRawPointer, names: Int, values: Int) {
        let target = memory.bindMemory(to: RecordField.self, capacity: fields.count)
        for index in 0..<fields.count {
            var field = fields.values[index]
            field.nameOffset &+= UInt32(truncatingIfNeeded: names)
            field.valueOffset &+= UInt32(truncatingIfNeeded: values)
            (target + index).initialize(to: field)
        }
    }

    private func place(
        recordsAt memory: UnsafeMutableRawPointer, names: Int, values: Int, fingerprints: Int?,
        in block: UnsafeMutableRawPointer
    ) {
        let target = memory.bindMemory(to: Record.self, capacity: records.count)
        for index in 0..<records.count {
            var record = records.values[index]
            if let fingerprints {
                let offset = fingerprints + index * Self.fingerprintSize
                writeFingerprint(of: record, to: block + offset)
                record.fingerprintOffset = UInt32(truncatingIfNeeded: offset)
            }
            record.namesOffset &+= UInt32(truncatingIfNeeded: names)
            record.valuesOffset &+= UInt32(truncatingIfNeeded: values)
            (target + index).initialize(to: record)
        }
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
