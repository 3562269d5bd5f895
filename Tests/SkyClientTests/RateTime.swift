@testable import SkyClient

/// A moment at which virtual time begins: like the clock of a machine that has been up for a while.
let virtualStart = 1_000_000_000_000

let second = 1_000_000_000
let millisecond = 1_000_000

extension RateLimiter {
    /// A limiter with memory of its own.
    static func make(perSecond rate: Double, burst: Int = 1) throws -> RateLimiter {
        var limiter = try RateLimiter()
        limiter.pace = RatePace(perSecond: rate, burst: burst)
        return limiter
    }

    /// Another limiter over the same words.
    func sharing(_ pace: RatePace) -> RateLimiter {
        var limiter = self
        limiter.pace = pace
        return limiter
    }
}

extension RateAnswer {
    /// The slot, if there is one.
    var slot: RateSlot? {
        if case .granted(let slot) = self { return slot }
        return nil
    }

    /// When the message may begin, if it may, counted from the start of virtual time.
    var due: Int? { slot.map { $0.due - virtualStart } }

    /// How long there is no room, if there is none.
    var wait: Int? {
        if case .refused(let wait) = self { return wait }
        return nil
    }
}
