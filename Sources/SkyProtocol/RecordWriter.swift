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

    /// Whether each record gets a fingerprint; that of the record that was begun last, and those of the others.
    private var hasFingerprints = false
    private var sum = Fingerprint()
    private var fingerprints = PlainArray<Fingerprint>()

    /// Forget everything, keep the memory as far as usual documents need it.
    mutating func reset(withFingerprints: Bool) {
        hasFingerprints = withFingerprints
        fingerprints.reset(keeping: RecordWriter.usualSize)
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
        sum = Fingerprint()
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
    ///
    /// `name` and `value` must be padded, as those of an `Element` are.
    @inline(__always)
    mutating func append(
        prefix: UnsafeBufferPointer<UInt8>, name: UnsafeBufferPointer<UInt8>,
        attribute: UnsafeBufferPointer<UInt8>?, value: UnsafeBufferPointer<UInt8>
    ) {
        let nameStart = names.count
        if prefix.count == 0, attribute == nil, FieldName.documentedSpelling(name) == nil {
            names.append(padded: name, terminated: 0)
        } else {
            appendName(prefix, name, attribute)
        }
        let valueStart = values.count
        values.append(padded: value, terminated: 0)
        appendField(nameStart, valueStart, value.count)
    }

    /// Enter a field whose name and value have been appended, each with a NUL behind it and padded.
    @inline(__always)
    private mutating func appendField(_ nameStart: Int, _ valueStart: Int, _ valueLength: Int) {
        // If memory ran out they are not there at all.
        guard !names.hasFailed, !values.hasFailed, let namesBase = names.start, let valuesBase = values.start else {
            return
        }
        let nameLength = names.count &- nameStart &- 1
        let field = RecordField(
            nameOffset: UInt32(truncatingIfNeeded: nameStart), nameLength: UInt32(truncatingIfNeeded: nameLength),
            valueOffset: UInt32(truncatingIfNeeded: valueStart), valueLength: UInt32(truncatingIfNeeded: valueLength))
        if !fields.append(field) { hasFailed = true }
        guard hasFingerprints else { return }
        sum.add(
            name: UnsafeBufferPointer(start: namesBase + nameStart, count: nameLength),
            value: UnsafeBufferPointer(start: valuesBase + valueStart, count: valueLength))
    }

    /// Append a field to the record that was begun last, its name as it is given behind `prefix`. Name and value must
    /// be padded, as those of an `Element` are.
    mutating func append(
        prefix: UnsafeBufferPointer<UInt8>, padded name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>
    ) {
        let nameStart = names.count
        if prefix.count > 0 { names.append(prefix) }
        names.append(padded: name, terminated: 0)
        let valueStart = values.count
        values.append(padded: value, terminated: 0)
        appendField(nameStart, valueStart, value.count)
    }

    /// Append a field to the record that was begun last, its name as it is given behind `prefix`. Nothing need be
    /// padded.
    @inline(never)
    mutating func append(
        prefix: UnsafeBufferPointer<UInt8>, plain name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>
    ) {
        let nameStart = names.count
        names.append(prefix)
        names.append(name, terminated: 0)
        _ = names.reserve(ByteBuffer.padding)
        let valueStart = values.count
        values.append(value, terminated: 0)
        _ = values.reserve(ByteBuffer.padding)
        appendField(nameStart, valueStart, value.count)
    }

    /// Append a field with a name of the program's own.
    mutating func append(_ name: StaticString, _ value: UnsafeBufferPointer<UInt8>) {
        append(
            prefix: UnsafeBufferPointer(start: nil, count: 0),
            plain: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), value: value)
    }

    /// Append a name that consists of several parts, or is not spelled as it is compared.
    @inline(never)
    private mutating func appendName(
        _ prefix: UnsafeBufferPointer<UInt8>, _ name: UnsafeBufferPointer<UInt8>,
        _ attribute: UnsafeBufferPointer<UInt8>?
    ) {
        if prefix.count > 0 { names.append(prefix) }
        FieldName.appendDocumented(name, to: &names)
        if let attribute {
            names.append(0x40)
            FieldName.appendDocumented(attribute, to: &names)
        }
        names.append(0)
        _ = names.reserve(ByteBuffer.padding)
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
        if hasFingerprints, !fingerprints.append(sum) { hasFailed = true }
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
    func finish(_ header: RecordHeader, raw: UnsafeBufferPointer<UInt8>) -> RecordBlock? {
        guard let head = laidOut(header, raw: raw.count), let memory = malloc(Int(head.size)) else { return nil }
        write(head, raw, to: memory)
        return RecordBlock(taking: memory)
    }

    /// Lay the same out in memory of the caller's; nothing is written if it has not enough room.
    ///
    /// - Returns: the bytes that it takes, or nil if memory ran out.
    func finish(
        _ header: RecordHeader, raw: UnsafeBufferPointer<UInt8>, into memory: UnsafeMutableRawBufferPointer
    ) -> Int? {
        guard let head = laidOut(header, raw: raw.count) else { return nil }
        if let start = memory.baseAddress, Int(head.size) <= memory.count { write(head, raw, to: start) }
        return Int(head.size)
    }

    /// 32 hexadecimal digits and a NUL.
    private static var fingerprintSize: Int { 33 }

    /// The header with the places of all parts; nil if memory ran out.
    private func laidOut(_ header: RecordHeader, raw: Int) -> RecordHeader? {
        guard !hasFailed, !names.hasFailed, !values.hasFailed else { return nil }
        let recordsOffset = MemoryLayout<RecordHeader>.stride
        let fieldsOffset = recordsOffset &+ records.count &* MemoryLayout<Record>.stride
        let namesOffset = fieldsOffset &+ fields.count &* MemoryLayout<RecordField>.stride
        let valuesOffset = namesOffset &+ names.count
        let rawOffset = valuesOffset &+ values.count &+ fingerprints.count &* Self.fingerprintSize
        // All of it is bounded by the limits on documents and paths, far below 4 GiB.
        let size = rawOffset &+ raw &+ 1
        guard size < Int(UInt32.max) else { return nil }
        var head = header
        head.size = UInt32(truncatingIfNeeded: size)
        head.recordsOffset = UInt32(truncatingIfNeeded: recordsOffset)
        head.fieldsOffset = UInt32(truncatingIfNeeded: fieldsOffset)
        head.namesOffset = UInt32(truncatingIfNeeded: namesOffset)
        head.valuesOffset = UInt32(truncatingIfNeeded: valuesOffset)
        head.rawOffset = UInt32(truncatingIfNeeded: rawOffset)
        head.rawLength = UInt32(truncatingIfNeeded: raw)
        return head
    }

    /// Write all parts, and a NUL behind the document. The memory need not be aligned.
    private func write(
        _ head: RecordHeader, _ raw: UnsafeBufferPointer<UInt8>, to memory: UnsafeMutableRawPointer
    ) {
        memory.storeBytes(of: head, as: RecordHeader.self)
        let valuesEnd = Int(head.valuesOffset) &+ values.count
        for index in 0..<records.count {
            var record = records.values[index]
            if index < fingerprints.count {
                let offset = valuesEnd &+ index &* Self.fingerprintSize
                write(fingerprints.values[index], to: memory + offset)
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
        copy(raw, to: memory + Int(head.rawOffset))
        memory.storeBytes(of: 0, toByteOffset: Int(head.size) &- 1, as: UInt8.self)
    }

    private func write(_ fingerprint: Fingerprint, to memory: UnsafeMutableRawPointer) {
        let digits = fingerprint.digits
        memory.storeBytes(of: digits.0.littleEndian, as: UInt64.self)
        memory.storeBytes(of: digits.1.littleEndian, toByteOffset: 8, as: UInt64.self)
        memory.storeBytes(of: digits.2.littleEndian, toByteOffset: 16, as: UInt64.self)
        memory.storeBytes(of: digits.3.littleEndian, toByteOffset: 24, as: UInt64.self)
        memory.storeBytes(of: 0, toByteOffset: 32, as: UInt8.self)
    }

    private func copy(_ bytes: UnsafeBufferPointer<UInt8>, to memory: UnsafeMutableRawPointer) {
        if let start = bytes.baseAddress, bytes.count > 0 { memcpy(memory, start, bytes.count) }
    }
}
