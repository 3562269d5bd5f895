/// What may stand in XML 1.0 as text (production 2, "Char"), for bytes that are valid UTF-8.
package enum XMLText {
    /// The offset of the first character that XML cannot hold, or nil: control characters other than tab, LF and CR,
    /// and the two non-characters U+FFFE and U+FFFF. Surrogates cannot occur in valid UTF-8.
    package static func firstForbidden(in text: UnsafeBufferPointer<UInt8>) -> Int? {
        for offset in 0..<text.count {
            let byte = text[offset]
            if byte < 0x20 {
                if byte != 0x09, byte != 0x0A, byte != 0x0D { return offset }
            } else if byte == 0xEF, text.count &- offset >= 3, text[offset &+ 1] == 0xBF, text[offset &+ 2] >= 0xBE {
                return offset
            }
        }
        return nil
    }

    /// Whether bytes can be an element's name here: ASCII letters, digits, `_`, `-` and `.`, beginning with a letter
    /// or `_`, at most 64 of them. XML allows more; no provider uses more.
    package static func isName(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard name.count > 0, name.count <= 64 else { return false }
        for offset in 0..<name.count {
            let byte = name[offset]
            let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == 0x5F
            let isDigit = byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x2E
            guard isLetter || (isDigit && offset > 0) else { return false }
        }
        return true
    }
}
