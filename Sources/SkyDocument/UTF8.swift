/// What UTF-8 allows, after RFC 3629 and Unicode's table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
package enum UTF8 {
    /// The offset of the first byte that is not part of a valid sequence, or nil if all are.
    ///
    /// A NUL counts as valid here; see `firstInvalidOrNUL(in:)`.
    package static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var offset = 0
        while offset < bytes.count {
            offset = endOfASCII(in: bytes, from: offset, stopAtNUL: false)
            guard offset < bytes.count else { return nil }
            let length = sequenceLength(in: bytes, at: offset)
            guard length > 0 else { return offset }
            offset &+= length
        }
        return nil
    }

    /// The offset of the first byte that is NUL or not part of a valid sequence, or nil if all is well.
    package static func firstInvalidOrNUL(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var offset = 0
        while offset < bytes.count {
            offset = endOfASCII(in: bytes, from: offset, stopAtNUL: true)
            guard offset < bytes.count else { return nil }
            let length = sequenceLength(in: bytes, at: offset)
            guard length > 0, bytes[offset] != 0 else { return offset }
            offset &+= length
        }
        return nil
    }

    /// Bytes of the sequence that begins at an offset inside `bytes`: 1 to 4, or 0 if it is not valid.
    package static func sequenceLength(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
        let lead = bytes[offset]
        if lead < 0x80 { return 1 }
        let left = bytes.count &- offset
        if lead >= 0xC2, lead <= 0xDF {
            return left >= 2 && isContinuation(bytes[offset &+ 1]) ? 2 : 0
        }
        if lead & 0xF0 == 0xE0, left >= 3 {
            let second = bytes[offset &+ 1]
            let lowest: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
            let highest: UInt8 = lead == 0xED ? 0x9F : 0xBF
            return second >= lowest && second <= highest && isContinuation(bytes[offset &+ 2]) ? 3 : 0
        }
        if lead >= 0xF0, lead <= 0xF4, left >= 4 {
            let second = bytes[offset &+ 1]
            let lowest: UInt8 = lead == 0xF0 ? 0x90 : 0x80
            let highest: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
            return second >= lowest && second <= highest && isContinuation(bytes[offset &+ 2])
                && isContinuation(bytes[offset &+ 3]) ? 4 : 0
        }
        return 0
    }

    /// The code point of the valid sequence of `length` bytes (as `sequenceLength(in:at:)` gave it) at an offset.
    package static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int, length: Int) -> UInt32 {
        let lead = UInt32(bytes[offset])
        switch length {
        case 1: return lead
        case 2: return (lead & 0x1F) << 6 | tail(bytes, offset &+ 1)
        case 3: return (lead & 0x0F) << 12 | tail(bytes, offset &+ 1) << 6 | tail(bytes, offset &+ 2)
        default:
            return (lead & 0x07) << 18 | tail(bytes, offset &+ 1) << 12 | tail(bytes, offset &+ 2) << 6
                | tail(bytes, offset &+ 3)
        }
    }

    @inline(__always)
    /// How many characters (code points) valid UTF-8 has.
    package static func characterCount(of text: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for byte in text where byte & 0xC0 != 0x80 { count &+= 1 }
        return count
    }

    private static func tail(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt32 {
        UInt32(bytes[offset] & 0x3F)
    }

    @inline(__always)
    private static func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }

    /// Pass over ASCII eight bytes at a time; gives the offset of the first other byte (or NUL, if asked for).
    @inline(__always)
    private static func endOfASCII(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, stopAtNUL: Bool) -> Int {
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return bytes.count }
        var offset = start
        let high: UInt64 = 0x8080_8080_8080_8080
        let ones: UInt64 = 0x0101_0101_0101_0101
        while offset &+ 8 <= bytes.count {
            let word = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            // A byte that is 0 borrows from its top bit; exact enough here, the bytes are looked at singly below.
            let suspicious = stopAtNUL ? (word | (word &- ones)) & high : word & high
            if suspicious != 0 { break }
            offset &+= 8
        }
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte >= 0x80 || (stopAtNUL && byte == 0) { return offset }
            offset &+= 1
        }
        return offset
    }
}
