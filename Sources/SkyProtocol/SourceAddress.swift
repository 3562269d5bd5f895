import SkyDocument

/// An IPv4 address from which a request came.
package struct SourceAddress {
    /// The four octets, the first the most significant.
    package let bits: UInt32

    /// Read an address in dotted form, or in the form in which dual-stack servers show it (`::ffff:192.0.2.1`).
    /// Nil for anything else, also for octets with leading zeros, which some programs read as octal.
    @export(interface)
    package init?(_ text: UnsafeBufferPointer<UInt8>) {
        var offset = 0
        let mapped = UnsafeBufferPointer(rebasing: text[0..<min(7, text.count)])
        if ByteScan.equalIgnoringCase(mapped, "::ffff:") { offset = 7 }
        var packed: UInt32 = 0
        for octetNumber in 0..<4 {
            if octetNumber > 0 {
                guard offset < text.count, text[offset] == 0x2E else { return nil }
                offset &+= 1
            }
            let start = offset
            var octet: UInt32 = 0
            while offset < text.count, offset &- start < 3, text[offset] >= 0x30, text[offset] <= 0x39 {
                octet = octet &* 10 &+ UInt32(text[offset] &- 0x30)
                offset &+= 1
            }
            let hasLeadingZero = offset &- start > 1 && text[start] == 0x30
            guard offset > start, octet <= 255, !hasLeadingZero else { return nil }
            packed = packed << 8 | octet
        }
        guard offset == text.count else { return nil }
        bits = packed
    }
}
