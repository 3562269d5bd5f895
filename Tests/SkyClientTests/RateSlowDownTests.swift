import Testing

@testable import SkyClient

@Suite("Rate limiter after a throttled answer")
struct RateSlowDownTests {
    private let patience = 3600 * second

    private func slot(_ limiter: RateLimiter, at time: Int = 0) throws -> RateSlot {
        try #require(limiter.reserve(now: virtualStart + time, patience: patience).slot)
    }

    /// How far apart two messages are that come at once.
    private func interval(_ limiter: RateLimiter, at time: Int) throws -> Int {
        let first = try slot(limiter, at: time)
        return try slot(limiter, at: time).due - first.due
    }

    @Test("The interval is doubled and falls back evenly within five seconds")
    func doubling() throws {
        let limiter = try RateLimiter.make(perSecond: 1000)
        limiter.slowDown(try slot(limiter), wait: 0, now: virtualStart)
        #expect(try interval(limiter, at: 0) == 2 * millisecond)
        #expect(try interval(limiter, at: 2500 * millisecond) == millisecond * 3 / 2)
        #expect(try interval(limiter, at: 4 * second) == millisecond * 6 / 5)
        #expect(try interval(limiter, at: 5 * second) == millisecond)
    }

    @Test("Fifty answers to messages under way at the same time count once; the next episode doubles again, up to 16")
    func episodes() throws {
        let limiter = try RateLimiter.make(perSecond: 1000)
        var factors: [Int] = []
        for episode in 0..<6 {
            let time = episode * millisecond * 1000
            // Long enough apart that slots taken in an episode lie behind the slow-down of the one before.
            let slots = try (0..<50).map { _ in try slot(limiter, at: time) }
            let answered = try #require(slots.last).due
            for slot in slots { limiter.slowDown(slot, wait: 0, now: answered) }
            let slow = limiter.state.slowUntil.pointee.load(ordering: .relaxed) - answered
            factors.append(1 + slow / RatePace.recovery)
        }
        #expect(factors.first == 2)
        #expect(factors == factors.sorted() && factors.last == 16)
        #expect(factors.allSatisfy { $0 <= 16 })
    }

    @Test("Nothing begins before the wait that the provider asked for is over, and no burst follows it")
    func hold() throws {
        let limiter = try RateLimiter.make(perSecond: 1000, burst: 50)
        let first = try slot(limiter)
        limiter.slowDown(first, wait: 7 * second, now: virtualStart)
        #expect(limiter.reserve(now: virtualStart, patience: 7 * second - 1).wait == 7 * second)
        #expect(limiter.reserve(now: virtualStart, patience: 7 * second).due == 7 * second)
        let next = try #require(limiter.reserve(now: virtualStart, patience: patience).due)
        #expect(next > 7 * second, "the burst is used up")
    }

    @Test("A slot that was waited for when the provider asked for a wait is void; one behind the wait is not")
    func voidSlot() throws {
        let limiter = try RateLimiter.make(perSecond: 10)
        let slots = try (0..<100).map { _ in try slot(limiter) }
        limiter.slowDown(slots[0], wait: 5 * second, now: virtualStart)
        for slot in slots.dropFirst() {
            #expect(limiter.isValid(slot, now: slot.due) == (slot.due >= virtualStart + 5 * second))
        }
        #expect(limiter.isValid(slots[1], now: virtualStart + 5 * second), "who slept too long has waited enough")
    }

    @Test("Without a limit messages are spaced for a while too, then pass at once again")
    func unlimited() throws {
        let limiter = try RateLimiter()
        limiter.slowDown(try slot(limiter), wait: second, now: virtualStart)
        #expect(limiter.reserve(now: virtualStart, patience: 0).wait == second)
        #expect(try interval(limiter, at: second) == 16 * millisecond)
        #expect(try interval(limiter, at: 3 * second) == 8 * millisecond)
        #expect(try interval(limiter, at: 5 * second) == 0)
    }

    @Test("A provider's wait counts for an hour at most")
    func longestHold() throws {
        let limiter = try RateLimiter.make(perSecond: 10)
        limiter.slowDown(try slot(limiter), wait: Int.max, now: virtualStart)
        #expect(limiter.reserve(now: virtualStart, patience: 0).wait == 3600 * second)
        #expect(try slot(limiter, at: 3600 * second).due == virtualStart + 3600 * second)
    }

    @Test("Words that no limiter wrote let a message pass at once; afterwards the rate holds")
    func garbage() throws {
        let beyond = virtualStart + 3 * 3600 * second
        for word in [Int.max, Int.min, -1, beyond, Int.max - 1, 1 << 62] {
            let limiter = try RateLimiter.make(perSecond: 10, burst: 3)
            let state = limiter.state
            for words in [state.arrival, state.hold, state.slowUntil, state.slowed] {
                words.pointee.store(word, ordering: .relaxed)
            }
            let first = try slot(limiter)
            #expect(first.due == virtualStart)
            for _ in 0..<3 { _ = try slot(limiter) }
            #expect(try interval(limiter, at: 0) == 100 * millisecond)
            limiter.slowDown(first, wait: second, now: virtualStart)
            #expect(limiter.reserve(now: virtualStart, patience: 0).wait ?? 0 >= second, "feedback counts: \(word)")
            let slow = state.slowUntil.pointee.load(ordering: .relaxed)
            #expect(slow == virtualStart + RatePace.recovery)
        }
    }

    @Test("With any words at all, a message that tries again whenever it is told to passes within 2 hours")
    func anyWords() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let limiter = try RateLimiter.make(perSecond: 10, burst: 3)
            let state = limiter.state
            for words in [state.arrival, state.hold, state.slowUntil, state.slowed] {
                let near = virtualStart + Int.random(in: -10 * second...7200 * second, using: &random)
                words.pointee.store(
                    Bool.random(using: &random) ? near : Int.random(in: Int.min...Int.max, using: &random),
                    ordering: .relaxed)
            }
            var now = virtualStart
            while let wait = limiter.reserve(now: now, patience: 0).wait {
                now += wait
                #expect(now <= virtualStart + 7200 * second)
            }
        }
    }

    @Test("A provider that allows two thirds of the rate gets nearly all of what it allows, and few too many")
    func steady() throws {
        let limiter = try RateLimiter.make(perSecond: 15)
        // The provider: a bucket of 10 a second.
        var level = 10.0
        var moment = virtualStart
        var accepted = 0
        var refused = 0
        var now = virtualStart
        while now < virtualStart + 600 * second {
            let slot = try #require(limiter.reserve(now: now, patience: patience).slot)
            now = slot.due
            level = min(10, level + Double(now - moment) / Double(second) * 10)
            moment = now
            if level >= 1 {
                level -= 1
                accepted += 1
            } else {
                refused += 1
                limiter.slowDown(slot, wait: 0, now: now)
            }
        }
        #expect(accepted > 600 * 10 * 95 / 100, "\(accepted) accepted")
        #expect(refused < accepted / 33, "\(refused) refused")
    }
}
