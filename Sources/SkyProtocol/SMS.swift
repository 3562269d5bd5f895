import SkyDocument

/// One SMS to one number, whoever carries it. Borrows its texts, which have been checked.
package struct SMS {
    /// The recipient: digits in international format.
    package let to: UnsafeBufferPointer<UInt8>
    /// The sender; empty for the provider's choice, where it has one.
    package let from: UnsafeBufferPointer<UInt8>
    /// The text, as UTF-8.
    package let text: UnsafeBufferPointer<UInt8>

    /// Put a message together.
    package init(
        to: UnsafeBufferPointer<UInt8>, from: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>
    ) {
        self.to = to
        self.from = from
        self.text = text
    }
}
