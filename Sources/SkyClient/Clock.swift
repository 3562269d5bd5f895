import CPlatform

/// The clock that never steps.
enum Clock {
    /// Milliseconds since some moment in the past.
    static func milliseconds() -> Int {
        nanoseconds() / 1_000_000
    }

    /// Nanoseconds since some moment in the past, the same for all processes of the machine.
    static func nanoseconds() -> Int {
        var now = timespec()
        guard clock_gettime(CLOCK_MONOTONIC, &now) == 0 else { return 0 }
        return now.tv_sec &* 1_000_000_000 &+ now.tv_nsec
    }
}
