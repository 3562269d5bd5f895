import CSkyTables
import SkyDocument

/// A body of the type application/x-www-form-urlencoded.
enum FormBody {
    /// Whether a body is a form and not a document: a document begins with `<`, a mark of an encoding, or blanks and
    /// then one of these; a form has a name and `=` there.
    static func isForm(_ body: UnsafeBufferPointer<UInt8>) -> Bool {
        var offset = 0
        while offset < body.count, ByteScan.isBlank(body[offset]) { offset &+= 1 }
        guard offset < body.count else { return false }
        let first = body[offset]
        let isNameByte = (first | 0x20) >= 0x61 && (first | 0x20) <= 0x7A || first == 0x5F || first == 0x25
        return isNameByte && ByteScan.firstIndex(of: 0x3D, in: body, from: offset) != nil
    }

    /// Decode the field with a name, compared without regard to ASCII case, into `output`.
    ///
    /// - Parameter name: in lower case.
    /// - Throws: `.noDocumentField`, or `.badEscape` with the offset in `body`.
    static func decodeField(
        _ name: StaticString, of body: UnsafeBufferPointer<UInt8>, into output: inout ByteBuffer
    ) throws(ProtocolError) {
        var start = 0
        while start < body.count {
            while start < body.count, ByteScan.isBlank(body[start]) { start &+= 1 }
            let end = ByteScan.firstIndex(of: 0x26, in: body, from: start) ?? body.count
            if let equals = ByteScan.firstIndex(of: 0x3D, in: body, from: start), equals < end {
                let fieldName = UnsafeBufferPointer(rebasing: body[start..<equals])
                if ByteScan.equalIgnoringCase(fieldName, name) {
                    return try decode(body, equals &+ 1..<end, into: &output)
                }
            }
            start = end &+ 1
        }
        throw .noDocumentField
    }

    /// Append `text` in form encoding: letters, digits and `-._*` as they are, a space as `+`, all else as `%XX`.
    static func encode(_ text: UnsafeBufferPointer<UInt8>, into output: inout ByteBuffer) {
        let forms = sky_form_table()
        // Four bytes are written for each, of which the next one overwrites those that do not count.
        output.append(atMost: text.count &* 3 &+ 1) { start in
            let target = UnsafeMutableRawPointer(start)
            var length = 0
            for byte in text {
                let form = forms[Int(byte)]
                target.storeBytes(of: form.littleEndian, toByteOffset: length, as: UInt32.self)
                length &+= Int(form &>> 24)
            }
            return length
        }
    }

    private static func decode(
        _ body: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into output: inout ByteBuffer
    ) throws(ProtocolError) {
        output.shrink(above: 64 << 10)
        output.reset()
        var offset = range.lowerBound
        while offset < range.upperBound {
            switch body[offset] {
            case 0x2B:
                output.append(0x20)
                offset &+= 1
            case 0x25:
                guard offset &+ 2 < range.upperBound, let high = hexValue(body[offset &+ 1]),
                    let low = hexValue(body[offset &+ 2])
                else { throw .badEscape(offset) }
                output.append(high << 4 | low)
                offset &+= 3
            default:
                output.append(body[offset])
                offset &+= 1
            }
        }
        if output.hasFailed { throw .outOfMemory }
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: return byte &- 0x30
        case 0x41...0x46, 0x61...0x66: return (byte | 0x20) &- 0x57
        default: return nil
        }
    }
}
