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
}
