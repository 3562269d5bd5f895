/// What a number looks like in JSON (RFC 8259, section 6). It is never turned into one: its digits are what counts.
package enum JSONNumber {
    /// Go over a number.
    ///
    /// - Returns: the offset behind it, and whether it is whole; if not, the offset at which a digit is missing.
    static func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (end: Int, isWhole: Bool) {
        var end = start
        if byte(bytes, end) == 0x2D { end &+= 1 }
        if byte(bytes, end) == 0x30 {
            end &+= 1
        } else {
            let digits = end
            end = endOfDigits(bytes, end)
            guard end > digits else { return (end, false) }
        }
        if byte(bytes, end) == 0x2E {
            let digits = end &+ 1
            end = endOfDigits(bytes, digits)
            guard end > digits else { return (end, false) }
        }
        if byte(bytes, end) | 0x20 == 0x65 {
            end &+= 1
            if byte(bytes, end) == 0x2B || byte(bytes, end) == 0x2D { end &+= 1 }
            let digits = end
            end = endOfDigits(bytes, digits)
            guard end > digits else { return (end, false) }
        }
        return (end, true)
    }

    /// Whether the bytes are a number and nothing else.
    package static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let number = scan(bytes, from: 0)
        return number.isWhole && number.end == bytes.count
    }

    @inline(__always)
    private static func endOfDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = start
        while byte(bytes, end) &- 0x30 < 10 { end &+= 1 }
        return end
    }

    /// A byte, or a NUL behind the last.
    @inline(__always)
    private static func byte(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt8 {
        offset < bytes.count ? bytes[offset] : 0
    }
}
