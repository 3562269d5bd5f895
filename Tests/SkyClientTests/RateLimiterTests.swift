import Testing

@testable import SkyClient

@Suite("Rate limiter")
struct RateLimiterTests {
    private let patience = 100 * second

    @Test("Without a limit every message passes at once, and nothing is written")
    func noLimit() throws {
        let limiter = try RateLimiter()
        for step in 0..<100 { #expect(limiter.reserve(now: virtualStart + step, patience: 0).due == step) }
        #expect(limiter.state.arrival.pointee.load(ordering: .relaxed) == 0)
    }

    @Test("Messages that come at once are spaced evenly")
    func even() throws {
        let limiter = try RateLimiter.make(perSecond: 10)
        let due = (0..<5).map { _ in limiter.reserve(now: virtualStart, patience: patience).due }
        #expect(due == [0, 100, 200, 300, 400].map { $0 * millisecond })
    }

    @Test("A burst passes at once after a rest, then messages are spaced evenly; a long rest gives no larger one")
    func burst() throws {
        let limiter = try RateLimiter.make(perSecond: 10, burst: 3)
        for rest in [0, 3600 * second] {
            let due = (0..<5).map { _ in limiter.reserve(now: virtualStart + rest, patience: patience).due }
            #expect(due == [0, 0, 0, 100, 200].map { rest + $0 * millisecond })
        }
    }

    @Test("A short rest gives back a part of the burst")
    func partOfBurst() throws {
        let limiter = try RateLimiter.make(perSecond: 10, burst: 3)
        for _ in 0..<3 { _ = limiter.reserve(now: virtualStart, patience: 0) }
        let rest = 250 * millisecond
        let due = (0..<4).map { _ in limiter.reserve(now: virtualStart + rest, patience: patience).due }
        #expect(due == [250, 250, 300, 400].map { $0 * millisecond })
    }

    @Test("Intervals are rounded so that rather fewer messages begin than more")
    func rounding() {
        #expect(RatePace(perSecond: 15, burst: 1).interval == 66_666_667)
        #expect(RatePace(perSecond: 10, burst: 1).interval == 100_000_000)
        #expect(RatePace(perSecond: 0.001, burst: 1).interval == 1_000_000_000_000)
        #expect(RatePace(perSecond: 1_000_000, burst: 1).interval == 1000)
        #expect(RatePace(perSecond: 300_000, burst: 1).interval == 3334)
    }

    @Test("A refusal names the exact wait and takes nothing")
    func refusal() throws {
        let limiter = try RateLimiter.make(perSecond: 10)
        #expect(limiter.reserve(now: virtualStart, patience: 0).due == 0)
        for _ in 0..<5 {
            #expect(limiter.reserve(now: virtualStart, patience: 100 * millisecond - 1).wait == 100 * millisecond)
        }
        #expect(limiter.reserve(now: virtualStart, patience: 100 * millisecond).due == 100 * millisecond)
    }

    @Test("In the reporting mode nobody waits, whatever the patience")
    func reporting() throws {
        var limiter = try RateLimiter.make(perSecond: 10)
        limiter.mode = .report
        #expect(limiter.reserve(now: virtualStart, patience: patience).due == 0)
        #expect(limiter.reserve(now: virtualStart + 1, patience: patience).wait == 100 * millisecond - 1)
        let later = 100 * millisecond
        #expect(limiter.reserve(now: virtualStart + later, patience: patience).due == later)
    }

    @Test("A slot that is given back can be taken again, unless another was taken after it")
    func givingBack() throws {
        let limiter = try RateLimiter.make(perSecond: 10)
        _ = limiter.reserve(now: virtualStart, patience: 0)
        let second = try #require(limiter.reserve(now: virtualStart, patience: patience).slot)
        limiter.giveBack(second)
        let again = try #require(limiter.reserve(now: virtualStart, patience: patience).slot)
        #expect(again.due == second.due)
        let third = try #require(limiter.reserve(now: virtualStart, patience: patience).slot)
        limiter.giveBack(again)
        #expect(limiter.reserve(now: virtualStart, patience: patience).slot?.due == third.due + 100 * millisecond)
    }

    @Test("No patience beyond an hour is granted")
    func longestWait() throws {
        let limiter = try RateLimiter.make(perSecond: 0.001)
        for index in 0..<4 {
            #expect(limiter.reserve(now: virtualStart, patience: Int.max).due == index * 1000 * second)
        }
        #expect(limiter.reserve(now: virtualStart, patience: Int.max).wait == 4000 * second)
    }

    @Test("In no span of time do more begin than rate and burst allow, whoever comes when; and no time is lost")
    func everyWindow() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<60 {
            let burst = Int.random(in: 1...20, using: &random)
            let limiter = try RateLimiter.make(perSecond: Double.random(in: 0.5...5000, using: &random), burst: burst)
            let interval = limiter.pace.interval
            var now = virtualStart
            var due: [Int] = []
            var model = BucketModel(interval: interval, burst: burst)
            for _ in 0..<400 {
                now += Int.random(in: 0...3, using: &random) == 0 ? Int.random(in: 0...8 * interval, using: &random) : 0
                let patience = Int.random(in: 0...4 * interval, using: &random)
                let answer = limiter.reserve(now: now, patience: patience)
                let expected = model.wait(now: now)
                if expected <= patience {
                    #expect(answer.slot?.due == now + expected)
                    model.take(now: now)
                } else {
                    #expect(answer.wait == expected)
                }
                if let slot = answer.slot { due.append(slot.due) }
            }
            for first in due.indices {
                for last in first..<due.count {
                    #expect(last - first + 1 <= burst + (due[last] - due[first]) / interval)
                }
            }
        }
    }

    @Test("Threads take each slot once, and none is left out")
    func threads() async throws {
        let limiter = try RateLimiter.make(perSecond: 1000)
        let due = await withTaskGroup(of: [Int].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<5000).compactMap { _ in limiter.reserve(now: virtualStart, patience: 3600 * second).due }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(due.sorted() == (0..<40_000).map { $0 * millisecond })
    }
}

/// The same rule told otherwise: a bucket that holds `burst` tokens, one of which flows in each interval. Counted in
/// nanoseconds' worth of tokens; it goes below nothing for those that wait.
private struct BucketModel {
    private let interval: Int
    private let full: Int
    private var level: Int
    private var moment = 0

    init(interval: Int, burst: Int) {
        self.interval = interval
        full = interval * burst
        level = full
    }

    private func level(at now: Int) -> Int { min(full, level + now - moment) }

    func wait(now: Int) -> Int { max(0, interval - level(at: now)) }

    mutating func take(now: Int) {
        level = level(at: now) - interval
        moment = now
    }
}
