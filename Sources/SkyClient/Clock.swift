import CPlatform

/// The clock that never steps.
enum Clock {
    /// Milliseconds since some moment in the past.
    static func milliseconds() -> Int {
        var now = timespec()
        guard clock_gettime(CLOCK_MONOTONIC, &now) == 0 else { return 0 }
        return now.tv_sec &* 1000 &+ now.tv_nsec / 1_000_000
    }
}
