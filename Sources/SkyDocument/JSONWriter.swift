/// Writes JSON (RFC 8259) into a buffer. The caller keeps objects and arrays balanced; commas come by themselves.
package struct JSONWriter: ~Copyable {
    /// What has been written.
    package var output = ByteBuffer()

    private var needsComma = false

    /// A writer with nothing written.
    package init() {}

    /// Forget what was written; keep at most `size` bytes of memory for the next use.
    package mutating func reset(keeping size: Int) {
        output.shrink(above: size)
        output.reset()
        needsComma = false
    }

    /// `{`
    @export(interface)
    package mutating func beginObject() { open(0x7B) }

    /// `}`
    @export(interface)
    package mutating func endObject() { close(0x7D) }

    /// `[`
    @export(interface)
    package mutating func beginArray() { open(0x5B) }

    /// `]`
    @export(interface)
    package mutating func endArray() { close(0x5D) }

    /// The name of the member whose value is written next.
    @export(interface)
    package mutating func name(_ name: UnsafeBufferPointer<UInt8>) {
        string(name)
        output.append(0x3A)
        needsComma = false
    }

    /// The name of the member whose value is written next.
    @export(interface)
    package mutating func name(_ name: StaticString) {
        self.name(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    /// A string; the bytes must be valid UTF-8.
    @export(interface)
    package mutating func string(_ value: UnsafeBufferPointer<UInt8>) {
        separate()
        output.append(0x22)
        var start = 0
        for offset in 0..<value.count {
            let byte = value[offset]
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
            output.append(UnsafeBufferPointer(rebasing: value[start..<offset]))
            escape(byte)
            start = offset &+ 1
        }
        output.append(UnsafeBufferPointer(rebasing: value[start...]))
        output.append(0x22)
    }

    /// A string of the program's own.
    @export(interface)
    package mutating func string(_ value: StaticString) {
        string(UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }

    /// A whole number.
    @export(interface)
    package mutating func number(_ value: Int) {
        separate()
        output.append(decimal: value)
    }

    /// A number, digit for digit as it is given. False if that is no number in JSON; then nothing is written.
    @export(interface)
    package mutating func number(_ digits: UnsafeBufferPointer<UInt8>) -> Bool {
        guard JSONNumber.isNumber(digits) else { return false }
        separate()
        output.append(digits)
        return true
    }

    /// `null`
    @export(interface)
    package mutating func null() {
        separate()
        output.append("null")
    }

    /// `true` or `false`.
    @export(interface)
    package mutating func boolean(_ value: Bool) {
        separate()
        output.append(value ? "true" : "false")
    }

    private mutating func separate() {
        if needsComma { output.append(0x2C) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        output.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        output.append(bracket)
        needsComma = true
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22: output.append("\\\"")
        case 0x5C: output.append("\\\\")
        case 0x0A: output.append("\\n")
        case 0x0D: output.append("\\r")
        case 0x09: output.append("\\t")
        default:
            let digits: StaticString = "0123456789abcdef"
            output.append("\\u00")
            output.append(digits.utf8Start[Int(byte >> 4)])
            output.append(digits.utf8Start[Int(byte & 15)])
        }
    }
}
