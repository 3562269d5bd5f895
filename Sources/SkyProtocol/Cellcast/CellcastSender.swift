import SkyDocument

/// The rule for senders (docs/cellcast.md, section 3). Whether one is registered only the provider knows.
enum CellcastSender {
    /// Letters, digits, spaces and dashes, at most 11; all digits: at most 16. A number may have a plus, which does not
    /// go out. `#SharedNum#` is how the newer platform writes its shared number.
    static func isSender(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        if ByteScan.equal(value, "#SharedNum#") { return true }
        let plain = goingOut(value)
        guard plain.count > 0, plain.count <= 16 else { return false }
        var isNumber = true
        for byte in plain {
            let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
            let isDigit = byte >= 0x30 && byte <= 0x39
            guard isLetter || isDigit || byte == 0x20 || byte == 0x2D else { return false }
            isNumber = isNumber && isDigit
        }
        return isNumber || plain.count <= 11 && plain.count == value.count
    }

    /// Four digits: a short code in New Zealand.
    static func isShortCode(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        value.count == 4 && value.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// A sender as it goes out: without the plus of a number.
    static func goingOut(_ value: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        value.first == 0x2B ? UnsafeBufferPointer(rebasing: value[1...]) : value
    }
}
