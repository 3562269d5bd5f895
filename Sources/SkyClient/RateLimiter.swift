import Synchronization

/// Keeps messages within a rate, by the generic cell rate algorithm, for all threads and processes that share its
/// state.
///
/// One word holds the theoretical arrival time, that is when the next message would come if all came evenly. A message
/// may come before it by the tolerance; each one moves it on by the interval. A message that must wait takes its slot
/// first and sleeps then, so those that wait are served in the order in which they came, and none starves. There is no
/// lock: a process that is killed takes at most its own slots with it.
///
/// Words that no limiter can have written (a spoilt file, a clock that went back) are as good as none, so no limiter is
/// ever stuck.
package struct RateLimiter {
    /// No slot lies further ahead than this, and no provider's wait counts for longer, in nanoseconds: an hour.
    package static let longestWait = 3_600_000_000_000
    /// Clocks of threads are read one after the other; how much they may seem to differ.
    private static let tolerated = 1_000_000_000

    var state: RateState
    var pace = RatePace.unlimited
    /// What to do when there is no room at once.
    package var mode = RateMode.wait

    /// A limiter that lets all pass.
    ///
    /// - Throws: `.failed` if memory ran out.
    init() throws(SendFailure) {
        guard let state = RateState.makePrivate() else { throw SendFailure.outOfMemory }
        self.state = state
    }

    /// Take a slot for a message.
    ///
    /// - Parameters:
    ///   - now: the time by `Clock`, in nanoseconds.
    ///   - patience: how long the message can wait, in nanoseconds: what is left until its deadline. In the mode
    ///     `.report` it never waits.
    package func reserve(now: Int, patience: Int) -> RateAnswer {
        guard state.isUsable(now: now) else { return .failed(RateLimiter.spoilt) }
        let longest = mode == .report ? 0 : min(max(patience, 0), RateLimiter.longestWait)
        let interval = pace.interval(slow: slow(now))
        let held = hold(now)
        var kept = state.arrival.pointee.load(ordering: .relaxed)
        while true {
            let arrival = bounded(kept, now)
            let due = max(now, arrival &- pace.tolerance, held)
            guard due &- now <= longest else { return .refused(wait: due &- now) }
            let slot = RateSlot(due: due, next: max(arrival, due) &+ interval, interval: interval)
            if interval == 0 { return .granted(slot) }
            let exchange = state.arrival.pointee.weakCompareExchange(
                expected: kept, desired: slot.next, ordering: .relaxed)
            if exchange.exchanged { return .granted(slot) }
            kept = exchange.original
        }
    }

    /// Whether a message may begin with a slot for which it has waited. If not, the provider has asked all to wait
    /// meanwhile, and another slot is to be reserved.
    package func isValid(_ slot: RateSlot, now: Int) -> Bool {
        guard state.isIntact else { return false }
        return hold(now) <= max(slot.due, now)
    }

    /// Give back a slot that is not used after all. It counts if no other was taken after it.
    package func giveBack(_ slot: RateSlot) {
        guard slot.interval > 0, state.isIntact else { return }
        _ = state.arrival.pointee.compareExchange(
            expected: slot.next, desired: slot.next &- slot.interval, ordering: .relaxed)
    }

    /// Take in that the provider said "slower" to a message.
    ///
    /// Nothing begins before the provider's wait is over, the burst is used up, and the interval is doubled; it falls
    /// back by itself (`RatePace`). It is doubled once for all messages that were under way at the same time.
    ///
    /// - Parameters:
    ///   - slot: the slot of the message.
    ///   - wait: what the provider asked for, in nanoseconds; 0 if nothing.
    ///   - now: the time by `Clock`, in nanoseconds.
    package func slowDown(_ slot: RateSlot, wait: Int, now: Int) {
        guard state.isIntact else { return }
        let end = now &+ min(max(wait, 0), RateLimiter.longestWait)
        raise(state.hold, to: end, unlessAbove: now &+ RateLimiter.longestWait &+ RateLimiter.tolerated)
        raise(state.arrival, to: end &+ pace.tolerance, unlessAbove: horizon(now))
        guard beginSlowDown(slot, now) else { return }
        state.slowUntil.pointee.store(now &+ RatePace.doubled(slow: slow(now)), ordering: .relaxed)
    }

    // MARK: - Words

    /// Whether the message is the first one of those under way to say so.
    private func beginSlowDown(_ slot: RateSlot, _ now: Int) -> Bool {
        var slowed = state.slowed.pointee.load(ordering: .relaxed)
        while true {
            if slot.due <= slowed, slowed <= now &+ RateLimiter.tolerated { return false }
            let exchange = state.slowed.pointee.weakCompareExchange(
                expected: slowed, desired: now, ordering: .relaxed)
            if exchange.exchanged { return true }
            slowed = exchange.original
        }
    }

    /// How long the slow-down still lasts.
    private func slow(_ now: Int) -> Int {
        let until = state.slowUntil.pointee.load(ordering: .relaxed)
        guard until > now, until <= now &+ RatePace.longestSlowDown &+ RateLimiter.tolerated else { return 0 }
        return min(until &- now, RatePace.longestSlowDown)
    }

    /// Before when nothing begins.
    private func hold(_ now: Int) -> Int {
        let held = state.hold.pointee.load(ordering: .relaxed)
        return held <= now &+ RateLimiter.longestWait &+ RateLimiter.tolerated ? held : 0
    }

    /// The arrival time, or one that leaves no burst if no limiter can have written it.
    private func bounded(_ arrival: Int, _ now: Int) -> Int {
        arrival <= horizon(now) ? max(arrival, 0) : now &+ pace.tolerance
    }

    /// The last arrival time that there can be: that of a slot an hour ahead.
    private func horizon(_ now: Int) -> Int {
        now &+ RateLimiter.longestWait &+ pace.tolerance &+ pace.interval(slow: RatePace.longestSlowDown)
            &+ RateLimiter.tolerated
    }

    /// Move a word forward, or back if it is above what can be.
    private func raise(_ word: UnsafeMutablePointer<Atomic<Int>>, to moment: Int, unlessAbove limit: Int) {
        var kept = word.pointee.load(ordering: .relaxed)
        while kept < moment || kept > limit {
            let exchange = word.pointee.weakCompareExchange(expected: kept, desired: moment, ordering: .relaxed)
            if exchange.exchanged { return }
            kept = exchange.original
        }
    }

    private static var spoilt: SendFailure {
        SendFailure(
            .config,
            """
            the rate file was truncated and cannot be made anew; see that nothing else writes to it, and start the \
            program again
            """)
    }
}
