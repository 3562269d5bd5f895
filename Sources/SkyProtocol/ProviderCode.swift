import SkyDocument

/// A provider's code ("E110") packed into one number, so that tables can be searched by a switch.
package struct ProviderCode: Equatable {
    /// The code's bytes, the first the most significant; 0 if the text cannot be a code.
    package let key: UInt64

    /// Pack a code. Blanks around it do not count, and neither does case; more than eight bytes are no code.
    package init(_ text: UnsafeBufferPointer<UInt8>) {
        let code = ByteScan.trimmed(text)
        var packed: UInt64 = 0
        if code.count <= 8 {
            for byte in code { packed = packed << 8 | UInt64(ByteScan.upperCased(byte)) }
        }
        key = packed
    }

    /// The number of a code that is one letter and three digits; nil for other codes and other letters.
    func number(behind letter: UInt8) -> Int? {
        guard key >> 24 == UInt64(letter) else { return nil }
        let digits = (Int(key >> 16 & 0xFF) &- 0x30, Int(key >> 8 & 0xFF) &- 0x30, Int(key & 0xFF) &- 0x30)
        guard 0...9 ~= digits.0, 0...9 ~= digits.1, 0...9 ~= digits.2 else { return nil }
        return digits.0 &* 100 &+ digits.1 &* 10 &+ digits.2
    }
}
