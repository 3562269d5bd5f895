/// A place in the stream of messages: one message may begin at this moment, or later.
package struct RateSlot {
    /// When the message may begin, by `Clock`, in nanoseconds.
    package let due: Int
    /// What the limiter's arrival time became when the slot was taken, and by how much it went up.
    let next: Int
    let interval: Int

    /// How long to wait for it from `now` on, in nanoseconds; 0 if it has come.
    package func wait(now: Int) -> Int { max(0, due &- now) }
}
