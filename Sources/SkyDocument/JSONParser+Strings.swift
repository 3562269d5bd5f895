/// Strings with something in them that does not simply stand for itself: escapes, and characters that are not ASCII.
extension JSONParser {
    /// Decode the rest of a string in its place: no character is longer than its escape.
    ///
    /// - Parameter first: the offset up to which the string stands for itself.
    /// - Returns: the offset behind the decoded text; `place` is behind the closing quote.
    @inline(never)
    mutating func decodeString(from first: Int) throws(DocumentError) -> Int {
        var read = first
        var written = first
        while true {
            let next = word(read)
            let found = JSONParser.specials(next)
            if found == 0 {
                // Over bytes that have been read at most.
                UnsafeMutableRawPointer(text + written).storeBytes(of: next.littleEndian, as: UInt64.self)
                read &+= 8
                written &+= 8
                continue
            }
            move(found.trailingZeroBitCount >> 3, &read, &written)
            switch text[read] {
            case 0x22:
                place = read &+ 1
                return written
            case 0x5C:
                try decodeEscape(&read, &written)
            case 0x80...0xFF:
                repeat {
                    let length = UTF8.sequenceLength(in: UnsafeBufferPointer(start: text, count: count), at: read)
                    guard length > 0 else { throw unexpected(at: read) }
                    move(length, &read, &written)
                } while text[read] >= 0x80
            default:
                let error = unexpected(at: read)
                throw error.reason == .notJSON ? DocumentError(.bareControlCharacter, at: read) : error
            }
        }
    }

    /// Move bytes that stand for themselves.
    @inline(__always)
    private func move(_ length: Int, _ read: inout Int, _ written: inout Int) {
        for offset in 0..<length { text[written &+ offset] = text[read &+ offset] }
        read &+= length
        written &+= length
    }

    /// Decode one escape; `read` is at its backslash.
    @inline(__always)
    private func decodeEscape(_ read: inout Int, _ written: inout Int) throws(DocumentError) {
        let character: UInt8
        switch text[read &+ 1] {
        case 0x22, 0x2F, 0x5C: character = text[read &+ 1]
        case 0x62: character = 0x08
        case 0x66: character = 0x0C
        case 0x6E: character = 0x0A
        case 0x72: character = 0x0D
        case 0x74: character = 0x09
        case 0x75: return try decodeScalar(&read, &written)
        default: throw unknownEscape(at: read, read &+ 1)
        }
        text[written] = character
        read &+= 2
        written &+= 1
    }

    /// Decode `\uXXXX`, or the two of a surrogate pair.
    @inline(never)
    private func decodeScalar(_ read: inout Int, _ written: inout Int) throws(DocumentError) {
        let start = read
        var scalar = try codeUnit(at: start)
        guard scalar != 0 else { throw DocumentError(.escapedNUL, at: start) }
        read = start &+ 6
        if scalar & 0xFC00 == 0xD800 {
            try expectSecondEscape(at: read, of: start)
            let low = try codeUnit(at: read)
            guard low & 0xFC00 == 0xDC00 else { throw DocumentError(.loneSurrogate, at: start) }
            scalar = 0x10000 &+ (scalar & 0x3FF) << 10 &+ (low & 0x3FF)
            read &+= 6
        }
        guard scalar & 0xFFFF_F800 != 0xD800 else { throw DocumentError(.loneSurrogate, at: start) }
        write(scalar, &written)
    }

    /// Four hexadecimal digits behind the `\u` at an offset.
    private func codeUnit(at start: Int) throws(DocumentError) -> UInt32 {
        var unit: UInt32 = 0
        for offset in start &+ 2..<start &+ 6 {
            let digit = text[offset]
            let letter = (digit | 0x20) &- 0x61
            guard digit &- 0x30 < 10 || letter < 6 else { throw unknownEscape(at: start, offset) }
            unit = unit << 4 | UInt32(digit &- 0x30 < 10 ? digit &- 0x30 : letter &+ 10)
        }
        return unit
    }

    /// Behind the first half of a surrogate pair the escape of the second must begin.
    private func expectSecondEscape(at offset: Int, of start: Int) throws(DocumentError) {
        if text[offset] == 0x5C, text[offset &+ 1] == 0x75 { return }
        let isCutOff = offset >= count || (text[offset] == 0x5C && offset &+ 1 >= count)
        throw isCutOff ? DocumentError(.truncated, at: count) : DocumentError(.loneSurrogate, at: start)
    }

    /// The error of an escape that goes wrong at an offset; that of the end of the document, if that is there.
    private func unknownEscape(at start: Int, _ offset: Int) -> DocumentError {
        let error = unexpected(at: offset)
        return error.reason == .notJSON ? DocumentError(.unknownEscape, at: start) : error
    }

    /// Write a code point as UTF-8.
    @inline(__always)
    private func write(_ scalar: UInt32, _ written: inout Int) {
        func put(_ value: UInt32) {
            text[written] = UInt8(truncatingIfNeeded: value)
            written &+= 1
        }
        switch scalar {
        case 0..<0x80:
            put(scalar)
        case 0x80..<0x800:
            put(0xC0 | scalar >> 6)
            put(0x80 | scalar & 0x3F)
        case 0x800..<0x10000:
            put(0xE0 | scalar >> 12)
            put(0x80 | scalar >> 6 & 0x3F)
            put(0x80 | scalar & 0x3F)
        default:
            put(0xF0 | scalar >> 18)
            put(0x80 | scalar >> 12 & 0x3F)
            put(0x80 | scalar >> 6 & 0x3F)
            put(0x80 | scalar & 0x3F)
        }
    }
}
