/// Why a send, or setting up a client, did not go well.
package struct SendFailure: Error {
    /// What kind of failure it is.
    package var status: SendStatus
    /// What to tell the caller.
    package var message: Message
    /// Byte offset in the field that the message names, or -1.
    package var offset = -1
    /// libcurl's code, or 0.
    package var transportCode: Int32 = 0
    /// The HTTP status of the answer, or 0.
    package var httpStatus: Int32 = 0
    /// The provider's code as `ProviderCode` packs it, or 0.
    package var providerCode: UInt64 = 0

    /// A failure that the program has words for.
    @inline(never)
    package init(_ status: SendStatus, _ message: StaticString, at offset: Int = -1) {
        self.init(status, Message(message), at: offset)
    }

    /// A failure whose message was put together.
    @inline(never)
    package init(_ status: SendStatus, _ message: Message, at offset: Int = -1) {
        self.status = status
        self.message = message
        self.offset = offset
    }
}
