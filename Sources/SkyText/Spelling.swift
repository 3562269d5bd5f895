/// Up to 8 bytes of UTF-8, the first in the lowest byte.
struct Spelling {
    private(set) var bytes: UInt64
    private(set) var length: Int

    init(bytes: UInt64 = 0, length: Int = 0) {
        self.bytes = bytes
        self.length = length
    }

    /// One character, well-formed by construction.
    init(_ code: UInt32) {
        self.init()
        if code < 0x80 {
            append(code)
        } else if code < 0x800 {
            append(0xC0 | code >> 6)
            append(0x80 | code & 0x3F)
        } else if code < 0x10000 {
            append(0xE0 | code >> 12)
            append(0x80 | code >> 6 & 0x3F)
            append(0x80 | code & 0x3F)
        } else {
            append(0xF0 | code >> 18)
            append(0x80 | code >> 12 & 0x3F)
            append(0x80 | code >> 6 & 0x3F)
            append(0x80 | code & 0x3F)
        }
    }

    /// Adds a byte; beyond 8 bytes nothing.
    mutating func append(_ byte: UInt32) {
        guard length < 8 else { return }
        bytes |= UInt64(byte & 0xFF) &<< UInt64(truncatingIfNeeded: length &* 8)
        length &+= 1
    }

    /// Adds a space in front.
    mutating func prependSpace() {
        guard length < 8 else { return }
        bytes = bytes &<< 8 | 0x20
        length &+= 1
    }

    func byte(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: bytes &>> UInt64(truncatingIfNeeded: index &* 8)) }

    /// The character that begins at a byte, and the byte after it. Spellings hold no character beyond U+FFFF but those
    /// that were kept, which stand alone.
    func character(at index: Int) -> (code: UInt32, next: Int) {
        let lead = UInt32(byte(index))
        if lead < 0x80 { return (lead, index &+ 1) }
        let second = UInt32(byte(index &+ 1)) & 0x3F
        if lead < 0xE0 { return ((lead & 0x1F) &<< 6 | second, index &+ 2) }
        let third = UInt32(byte(index &+ 2)) & 0x3F
        if lead < 0xF0 { return ((lead & 0x0F) &<< 12 | second &<< 6 | third, index &+ 3) }
        return ((lead & 0x07) &<< 18 | second &<< 12 | third &<< 6 | UInt32(byte(index &+ 3)) & 0x3F, index &+ 4)
    }
}
