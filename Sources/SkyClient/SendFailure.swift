/// Why a send, or setting up a client, did not go well.
package struct SendFailure: Error {
    /// What is known of it; nil if memory ran out, for then there is none to say more in.
    package let details: FailureDetails?

    /// Memory ran out before anything was sent.
    package static var outOfMemory: SendFailure { SendFailure(nil) }

    /// What kind of failure it is.
    package var status: SendStatus { details.flatMap { SendStatus(rawValue: $0.status) } ?? .failed }

    /// A failure that the program has words for.
    @inline(never)
    package init(_ status: SendStatus, _ message: StaticString, at offset: Int = -1) {
        self.init(status, Message(message), at: offset)
    }

    /// A failure whose message was put together.
    @inline(never)
    package init(_ status: SendStatus, _ message: Message, at offset: Int = -1) {
        details = FailureDetails(status.rawValue, message, at: offset)
    }

    private init(_ details: FailureDetails?) {
        self.details = details
    }
}
