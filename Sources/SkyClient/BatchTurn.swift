/// When the rate lets the next message of a batch begin.
enum BatchTurn {
    /// Now, with this slot.
    case now(RateSlot)
    /// Not before a moment of `Clock`, in nanoseconds.
    case later(Int)
    /// Never: the rate is not known.
    case never(SendFailure)
}
