/// What a limiter says to a message that wants to begin.
package enum RateAnswer {
    /// The slot is taken: the message begins when it is due (`RateSlot.wait`).
    case granted(RateSlot)
    /// There is no room in time. Nothing is taken; after this many nanoseconds there may be room.
    case refused(wait: Int)
    /// The file that keeps the rate was spoilt and cannot be made anew. Nothing may be sent: the rate is not known.
    case failed(SendFailure)
}
