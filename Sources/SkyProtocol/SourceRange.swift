import SkyDocument

/// IPv4 addresses that begin alike: "198.51.100.0/24", or a single one.
package struct SourceRange {
    private let bits: UInt32
    private let mask: UInt32

    /// Read a range; nil for anything that is not an address with an optional prefix length from 0 to 32.
    package init?(_ text: UnsafeBufferPointer<UInt8>) {
        let slash = ByteScan.firstIndex(of: 0x2F, in: text, from: 0)
        guard let address = SourceAddress(UnsafeBufferPointer(rebasing: text[0..<(slash ?? text.count)])) else {
            return nil
        }
        var length: UInt32 = 32
        if let slash {
            let digits = text[(slash &+ 1)...]
            guard digits.count >= 1, digits.count <= 2, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
                return nil
            }
            length = digits.reduce(0) { $0 &* 10 &+ UInt32($1 &- 0x30) }
            guard length <= 32 else { return nil }
        }
        mask = length == 0 ? 0 : ~0 << (32 &- length)
        bits = address.bits & mask
    }

    /// Whether an address is one of them.
    package func contains(_ address: SourceAddress) -> Bool { address.bits & mask == bits }
}
