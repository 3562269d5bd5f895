/// What a client puts in place of what the caller wrote. Borrowed texts; nil leaves the caller's.
package struct RequestReplacements {
    /// The recipient in international form.
    package var recipient: UnsafeBufferPointer<UInt8>?
    /// The sender; it is also filled in where the caller gave none and the action needs one.
    package var sender: UnsafeBufferPointer<UInt8>?

    /// No replacements.
    package init() {}
}
