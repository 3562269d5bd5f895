/// The encodings that a document may have, and their way into UTF-8 (rule T16).
enum XMLEncoding: Equatable {
    case utf8
    case ascii
    case latin1
    case utf16LittleEndian
    case utf16BigEndian

    /// The encoding that a name in an XML declaration means, if it is one that may be declared. "UTF-16" is not
    /// among them: without a mark the byte order is anybody's guess, and with one the caller knows already.
    init?(declared name: UnsafeBufferPointer<UInt8>) {
        if ByteScan.equalIgnoringCase(name, "utf-8") || ByteScan.equalIgnoringCase(name, "utf8") {
            self = .utf8
        } else if ByteScan.equalIgnoringCase(name, "us-ascii") || ByteScan.equalIgnoringCase(name, "ascii") {
            self = .ascii
        } else if ByteScan.equalIgnoringCase(name, "iso-8859-1") || ByteScan.equalIgnoringCase(name, "iso_8859-1")
            || ByteScan.equalIgnoringCase(name, "latin1")
        {
            self = .latin1
        } else {
            return nil
        }
    }

    /// Append the UTF-8 form of `input` to `output`.
    ///
    /// - Throws: `.nul` or `.invalidEncoding` with the offset in `input`.
    func transcode(
        _ input: UnsafeBufferPointer<UInt8>, into output: inout ByteBuffer
    ) throws(DocumentError) {
        var offset = 0
        while offset < input.count {
            let (scalar, length) = decode(input, at: offset)
            guard let scalar else { throw DocumentError(.invalidEncoding, at: offset) }
            guard scalar != 0 else { throw DocumentError(.nul, at: offset) }
            XMLEncoding.append(scalar, to: &output)
            offset &+= length
        }
        if output.hasFailed { throw DocumentError(.outOfMemory, at: -1) }
    }

    /// The offset in `input` of the character whose UTF-8 form holds byte `target` of what `transcode` wrote.
    func sourceOffset(of target: Int, in input: UnsafeBufferPointer<UInt8>) -> Int {
        var offset = 0
        var written = 0
        while offset < input.count {
            let (scalar, length) = decode(input, at: offset)
            guard let scalar else { return offset }
            written &+= XMLEncoding.encodedLength(scalar)
            if written > target { return offset }
            offset &+= length
        }
        return input.count
    }

    /// One character, or nil if it is not valid, and its length in bytes.
    private func decode(_ input: UnsafeBufferPointer<UInt8>, at offset: Int) -> (UInt32?, Int) {
        switch self {
        case .latin1: return (UInt32(input[offset]), 1)
        case .ascii: return (input[offset] < 0x80 ? UInt32(input[offset]) : nil, 1)
        case .utf8:
            let length = UTF8.sequenceLength(in: input, at: offset)
            return length == 0 ? (nil, 1) : (UTF8.scalar(in: input, at: offset, length: length), length)
        case .utf16LittleEndian, .utf16BigEndian:
            guard let first = unit(input, at: offset) else { return (nil, 1) }
            if first & 0xF800 != 0xD800 { return (first, 2) }
            guard first < 0xDC00, let second = unit(input, at: offset &+ 2), second & 0xFC00 == 0xDC00 else {
                return (nil, 2)
            }
            return (0x10000 &+ ((first & 0x3FF) << 10 | (second & 0x3FF)), 4)
        }
    }

    private func unit(_ input: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt32? {
        guard offset &+ 2 <= input.count else { return nil }
        let one = UInt32(input[offset])
        let other = UInt32(input[offset &+ 1])
        return self == .utf16BigEndian ? one << 8 | other : other << 8 | one
    }

    private static func encodedLength(_ scalar: UInt32) -> Int {
        scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
    }

    private static func append(_ scalar: UInt32, to output: inout ByteBuffer) {
        func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: scalar >> shift & 0x3F) }
        switch encodedLength(scalar) {
        case 1: output.append(UInt8(truncatingIfNeeded: scalar))
        case 2:
            output.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
            output.append(tail(0))
        case 3:
            output.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
            output.append(tail(6))
            output.append(tail(0))
        default:
            output.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
            output.append(tail(12))
            output.append(tail(6))
            output.append(tail(0))
        }
    }
}
