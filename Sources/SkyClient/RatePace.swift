/// How far apart messages begin: a rate, the burst that it allows, and how much slower it goes after "slower".
struct RatePace {
    /// The factor by which messages are further apart falls by 1 in this time, in nanoseconds.
    static let recovery = 5_000_000_000
    /// The longest time for which messages are further apart than the rate says: factor 16.
    static let longestSlowDown = 75_000_000_000
    /// What stands for the rate of a client without one while it is slowed down: 50 a second.
    private static let unlimitedInterval = 20_000_000

    /// From one message to the next, in nanoseconds; 0 for no limit.
    let interval: Int
    /// How far ahead of the even stream a message may come, in nanoseconds: the burst without its first message.
    let tolerance: Int

    /// No limit.
    static var unlimited: RatePace { RatePace(interval: 0, tolerance: 0) }

    private init(interval: Int, tolerance: Int) {
        self.interval = interval
        self.tolerance = tolerance
    }

    /// A rate.
    ///
    /// - Parameters:
    ///   - perSecond: from 0.001 to 1000000.
    ///   - burst: how many messages may begin at once after a rest, from 1 to 100000.
    init(perSecond: Double, burst: Int) {
        let exact = 1_000_000_000 / perSecond
        let whole = Int(exact)
        // Rounded up: rather a little slower than faster.
        interval = Double(whole) < exact ? whole &+ 1 : whole
        tolerance = interval &* (burst &- 1)
    }

    /// From one message to the next while the slow-down lasts for another `slow` nanoseconds.
    ///
    /// It is multiplied by `1 + slow / recovery`, so it falls by itself. Without a limit there is nothing to multiply:
    /// then the interval is `slow / recovery` of another's, which falls to none at all.
    func interval(slow: Int) -> Int {
        guard slow > 0 else { return interval }
        let base = interval > 0 ? interval : RatePace.unlimitedInterval
        return interval &+ Int(Double(base) * Double(slow) / Double(RatePace.recovery))
    }

    /// How long the slow-down lasts after it lasted for another `slow` nanoseconds and was doubled.
    static func doubled(slow: Int) -> Int {
        min(2 &* slow &+ recovery, longestSlowDown)
    }
}
