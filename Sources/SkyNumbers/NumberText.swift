/// The digits of what somebody wrote, and whether a plus stood before them.
struct NumberText {
    /// Characters that may stand in a number, the reference's limit (`docs/numbers.md`).
    private static let maximumCharacters = 250

    /// The digits as ASCII characters.
    private(set) var digits = MSISDNDigits()

    /// Digits that found no place, because no number has so many.
    private(set) var surplus = 0

    /// Whether a plus stands before the first digit.
    private(set) var hasPlus = false

    /// Where the first digit stands, in bytes.
    private(set) var firstDigit = 0

    /// Read a text.
    ///
    /// Digits of any of the usual scripts count, punctuation between them does not. `tel:` before the number is
    /// passed over.
    init(_ text: UnsafeBufferPointer<UInt8>) throws(NumberError) {
        var offset = NumberText.startsWithScheme(text) ? 4 : 0
        var characters = 0
        while offset < text.count {
            guard characters < NumberText.maximumCharacters else { throw NumberError(.tooLong, at: offset) }
            characters &+= 1
            guard let (scalar, length) = NumberText.decode(text, offset) else {
                throw NumberError(.invalidUTF8, at: offset)
            }
            try take(scalar, at: offset)
            offset &+= length
        }
        guard digits.count > 0 else { throw NumberError(.noDigits, at: 0) }
    }

    private mutating func take(_ scalar: UInt32, at offset: Int) throws(NumberError) {
        if let digit = NumberText.digit(scalar) {
            if digits.count == 0 { firstDigit = offset }
            if !digits.append(0x30 &+ digit) { surplus &+= 1 }
        } else if scalar == 0x2B || scalar == 0xFF0B {
            guard digits.count == 0, !hasPlus else { throw NumberError(.secondPlus, at: offset) }
            hasPlus = true
        } else if scalar == 0 {
            throw NumberError(.nul, at: offset)
        } else if NumberText.beginsExtension(scalar), digits.count > 0 {
            throw NumberError(.extensionNumber, at: offset)
        } else if NumberText.isLetter(scalar) {
            throw NumberError(.letters, at: offset)
        } else if !NumberText.isPunctuation(scalar) {
            throw NumberError(.foreignCharacter, at: offset)
        }
    }

    /// The value of a decimal digit of ASCII, full width, Arabic, extended Arabic, Devanagari or Bengali.
    private static func digit(_ scalar: UInt32) -> UInt8? {
        let zero: UInt32
        switch scalar {
        case 0x30...0x39: zero = 0x30
        case 0xFF10...0xFF19: zero = 0xFF10
        case 0x0660...0x0669: zero = 0x0660
        case 0x06F0...0x06F9: zero = 0x06F0
        case 0x0966...0x096F: zero = 0x0966
        case 0x09E6...0x09EF: zero = 0x09E6
        default: return nil
        }
        return UInt8(truncatingIfNeeded: scalar &- zero)
    }

    /// What people put between digits: spaces of several widths, hyphens and dashes, brackets, dots, slashes, and the
    /// invisible marks that copying leaves behind.
    private static func isPunctuation(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x0D, 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F, 0x5B, 0x5D, 0x7E: return true
        case 0xA0, 0xAD, 0x2000...0x200F, 0x2010...0x2015, 0x202A...0x202F, 0x2060, 0x2212, 0x2066...0x2069: return true
        case 0x3000, 0x30FC, 0xFF08, 0xFF09, 0xFF0D...0xFF0F, 0xFF3B, 0xFF3D, 0xFEFF: return true
        default: return false
        }
    }

    /// `x`, `e` of "ext", `#`, `;`, `,` and their full-width forms: what stands before an extension.
    private static func beginsExtension(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x78, 0x58, 0x65, 0x45, 0x23, 0x3B, 0x2C, 0xFF58, 0xFF03: return true
        default: return false
        }
    }

    private static func isLetter(_ scalar: UInt32) -> Bool {
        scalar >= 0x41 && scalar <= 0x5A || scalar >= 0x61 && scalar <= 0x7A
    }

    private static func startsWithScheme(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count >= 4 && text[0] | 0x20 == 0x74 && text[1] | 0x20 == 0x65 && text[2] | 0x20 == 0x6C && text[3] == 0x3A
    }

    /// One character and its length in bytes; nil if it is not valid UTF-8.
    private static func decode(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (UInt32, Int)? {
        let lead = text[offset]
        if lead < 0x80 { return (UInt32(lead), 1) }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard lead >= 0xC2, lead <= 0xF4, text.count &- offset >= length else { return nil }
        var scalar = UInt32(lead & (0xFF >> UInt8(length &+ 1)))
        for place in 1..<length {
            let byte = text[offset &+ place]
            guard byte & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        let isOverlong = length == 3 && scalar < 0x800 || length == 4 && scalar < 0x10000
        let isSurrogate = scalar >= 0xD800 && scalar <= 0xDFFF
        return isOverlong || isSurrogate || scalar > 0x10FFFF ? nil : (scalar, length)
    }
}
