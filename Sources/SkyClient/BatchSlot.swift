/// One of the places in which a batch has a message under way.
struct BatchSlot {
    /// What its message is doing.
    enum State {
        /// There is no message.
        case free
        /// libcurl is at it.
        case running
        /// It waits for its next try, until a moment of `Clock` in nanoseconds.
        case resting(until: Int)
    }

    /// The transfer, kept from message to message.
    let transfer: Transfer
    /// What its message is doing.
    var state = State.free
    /// What the caller knows the message by.
    var tag: UInt64 = 0
    /// If the call carries the same text to several recipients, each a message of its own: all of them, this one first.
    /// Else empty.
    var group = MessageGroup()
    /// Messages that are under way in it.
    var messageCount: Int {
        if case .free = state { return 0 }
        return max(1, group.tags.count)
    }
    /// With which slot of the rate its last try began.
    var turn: RateSlot?
    /// How often it was tried.
    var tries: Tries
    /// What is known of the try before the next one; the transfer keeps its answer until then.
    var last: Exchange?

    init(_ transfer: Transfer, _ tries: Tries) {
        self.transfer = transfer
        self.tries = tries
    }
}
