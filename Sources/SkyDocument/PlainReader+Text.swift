/// Text that does not stand for itself: references to characters, CDATA, line breaks with a CR.
extension PlainReader {
    /// Decode the text of an element without children in its place, from `start` to the element's end tag, which
    /// `place` is at afterwards. Gives where the decoded text ends (it never gets longer), or -1 if there is something
    /// else, or something that is not allowed.
    @inline(never)
    mutating func decodeText(from start: Int) -> Int {
        place = start
        var end = start
        while true {
            switch text[place] {
            case 0x3C:
                if text[place &+ 1] == 0x2F { return end }
                guard isHere("<![CDATA["), takeSection(&end) else { return -1 }
            case 0x26:
                guard decodeReference(&end) else { return -1 }
            case 0x0D:
                put(0x0A, &end)
                place &+= text[place &+ 1] == 0x0A ? 2 : 1
            case 0x5D where isHere("]]>"): return -1
            default:
                guard takeCharacter(&end) else { return -1 }
            }
        }
    }

    /// A CDATA section: all characters are text.
    private mutating func takeSection(_ end: inout Int) -> Bool {
        place &+= 9
        while !isHere("]]>") {
            guard takeCharacter(&end) else { return false }
        }
        place &+= 3
        return true
    }

    /// A character that stands for itself. A CR does not.
    @inline(never)
    private mutating func takeCharacter(_ end: inout Int) -> Bool {
        let byte = text[place]
        guard byte >= 0x20 || byte == 0x09 || byte == 0x0A else { return false }
        let length = byte < 0x80 ? 1 : lengthOfForeign(at: place)
        for _ in 0..<length {
            put(text[place], &end)
            place &+= 1
        }
        return length > 0
    }

    /// One of the five names that XML has of itself, or a character by its number.
    private mutating func decodeReference(_ end: inout Int) -> Bool {
        if isHere("&amp;") { return replace(5, by: 0x26, &end) }
        if isHere("&lt;") { return replace(4, by: 0x3C, &end) }
        if isHere("&gt;") { return replace(4, by: 0x3E, &end) }
        if isHere("&quot;") { return replace(6, by: 0x22, &end) }
        if isHere("&apos;") { return replace(6, by: 0x27, &end) }
        guard isHere("&#") else { return false }
        let isHexadecimal = text[place &+ 2] == 0x78
        var behind = place &+ (isHexadecimal ? 3 : 2)
        let first = behind
        var number: UInt32 = 0
        while let digit = digit(text[behind], isHexadecimal), behind &- first < 7 {
            number = number &* (isHexadecimal ? 16 : 10) &+ digit
            behind &+= 1
        }
        guard behind > first, text[behind] == 0x3B, isAllowed(number) else { return false }
        return replace(behind &+ 1 &- place, by: number, &end)
    }

    private func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        if byte &- 0x30 < 10 { return UInt32(byte &- 0x30) }
        let letter = (byte | 0x20) &- 0x61
        return isHexadecimal && letter < 6 ? UInt32(letter) &+ 10 : nil
    }

    /// Whether XML has the character (its production Char).
    private func isAllowed(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: return true
        default: return false
        }
    }

    /// Put a character in the place of `length` bytes. Its UTF-8 form is shorter than any reference to it.
    private mutating func replace(_ length: Int, by scalar: UInt32, _ end: inout Int) -> Bool {
        place &+= length
        if scalar < 0x80 {
            put(UInt8(truncatingIfNeeded: scalar), &end)
            return true
        }
        if scalar < 0x800 {
            put(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6), &end)
        } else {
            if scalar < 0x10000 {
                put(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12), &end)
            } else {
                put(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18), &end)
                put(0x80 | UInt8(truncatingIfNeeded: scalar >> 12 & 0x3F), &end)
            }
            put(0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F), &end)
        }
        put(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F), &end)
        return true
    }

    @inline(__always)
    private func put(_ byte: UInt8, _ end: inout Int) {
        text[end] = byte
        end &+= 1
    }

    @inline(never)
    private func isHere(_ words: StaticString) -> Bool {
        ByteScan.starts(with: words, in: UnsafeBufferPointer(start: text, count: count), at: place)
    }
}
