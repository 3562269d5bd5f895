import SkyProtocol

/// What is known of a failure. Errors hold a reference to it, because they travel through many calls and a reference is
/// one word. Whoever makes it fills it in; afterwards it never changes, so threads may share it.
package final class FailureDetails: @unchecked Sendable {
    /// A `sky_status`.
    package let status: UInt32
    /// What to tell the caller.
    package let message: Message
    /// Byte offset in the field that the message names, or -1.
    package let offset: Int
    /// libcurl's code, or 0.
    package var transportCode: Int32 = 0
    /// The HTTP status of the answer, or 0.
    package var httpStatus: Int32 = 0
    /// The provider's code.
    package var providerCode = ProviderCode.none

    /// Details with a message and a place.
    @inline(never)
    package init(_ status: UInt32, _ message: Message, at offset: Int) {
        self.status = status
        self.message = message
        self.offset = offset
    }
}
