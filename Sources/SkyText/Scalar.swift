/// One character of a UTF-8 text.
struct Scalar {
    let code: UInt32
    /// Bytes, 1 to 4.
    let length: Int

    /// Units in UTF-16: 1 or 2.
    var units: Int { code > 0xFFFF ? 2 : 1 }

    /// The character at an offset below the end; nil if no well-formed one is there (Unicode 17.0, table 3-7).
    @inline(__always)
    init?(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) {
        guard let bytes = text.baseAddress else { return nil }
        let left = text.count &- offset
        let lead = UInt32(bytes[offset])
        if lead < 0x80 {
            self.init(code: lead, length: 1)
            return
        }
        guard lead >= 0xC2, lead <= 0xF4, left >= 2 else { return nil }
        let second = UInt32(bytes[offset &+ 1]) ^ 0x80
        guard second < 0x40 else { return nil }
        if lead < 0xE0 {
            self.init(code: (lead & 0x1F) &<< 6 | second, length: 2)
            return
        }
        guard left >= 3 else { return nil }
        let third = UInt32(bytes[offset &+ 2]) ^ 0x80
        guard third < 0x40 else { return nil }
        if lead < 0xF0 {
            let code = (lead & 0x0F) &<< 12 | second &<< 6 | third
            // Overlong forms are below U+0800; surrogates are no characters.
            guard code >= 0x800, code &- 0xD800 >= 0x800 else { return nil }
            self.init(code: code, length: 3)
            return
        }
        guard left >= 4 else { return nil }
        let fourth = UInt32(bytes[offset &+ 3]) ^ 0x80
        let code = (lead & 0x07) &<< 18 | second &<< 12 | third &<< 6 | fourth
        guard fourth < 0x40, code >= 0x10000, code <= 0x10FFFF else { return nil }
        self.init(code: code, length: 4)
    }

    @inline(__always)
    private init(code: UInt32, length: Int) {
        self.code = code
        self.length = length
    }
}
