import SkyDocument

/// A request sendSMS (docs/skycore.md, section 4.1). Borrows its texts.
package struct SkycoreSMS {
    /// The recipient: digits in international format.
    package let to: UnsafeBufferPointer<UInt8>
    /// The sender: a short or long code.
    package let from: UnsafeBufferPointer<UInt8>
    /// The text, as UTF-8.
    package let text: UnsafeBufferPointer<UInt8>

    /// Put a request together from parts that have been checked.
    package init(
        to: UnsafeBufferPointer<UInt8>, from: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>
    ) {
        self.to = to
        self.from = from
        self.text = text
    }
}
