import CPlatform

/// How often one message was tried, how much time is left for it, and when it may be tried again.
struct Tries {
    /// The pause before the second try lies between nothing and this; it doubles with each try. In milliseconds.
    private static let firstPause = 250
    /// No pause of our own is longer.
    private static let longestPause = 30_000
    /// What is waited after "slower" without a wait, the first time; it doubles as well.
    private static let firstThrottledPause = 1000

    /// When the message was taken on, by `Clock`, in milliseconds.
    let start: Int
    /// When it must have ended.
    let deadline: Int
    /// Tries so far.
    private(set) var count = 0

    private let limit: Int

    /// Tries of a message that is taken on now, and must end with a batch that has an end.
    init(_ settings: ClientSettings, now: Int, noLaterThan end: Int? = nil) {
        start = now
        deadline = min(now &+ settings.timeout, end ?? Int.max)
        limit = settings.maxTries
    }

    /// One more.
    mutating func begin() { count &+= 1 }

    /// How long to wait before the next try, in milliseconds; nil if there is to be none.
    ///
    /// The pause is drawn evenly from nothing to the bound ("full jitter"), so that clients that failed together do not
    /// come back together; what the provider asks for is waited in any case.
    func pause(after report: borrowing SendReport) -> Int? {
        guard report.mayBeTriedAgain else { return nil }
        let doublings = min(max(count &- 1, 0), 16)
        let jitter = Tries.random(below: min(Tries.firstPause << doublings, Tries.longestPause))
        guard report.status == .throttled else { return jitter }
        let throttled = min(Tries.firstThrottledPause << doublings, Tries.longestPause)
        return (report.providerWait > 0 ? report.providerWait : throttled) &+ jitter
    }

    /// What to tell the caller to wait for, if there is no further try: the provider's own wait if it names one.
    static func wait(after report: borrowing SendReport, pause: Int?) -> Int {
        report.providerWait > 0 ? report.providerWait : pause ?? 0
    }

    /// Whether there is to be another try after a pause from now on.
    func allowsAnother(after pause: Int, now: Int) -> Bool {
        count < limit && now &+ pause < deadline
    }

    /// An even number from 0 to below `bound`. No state is kept for it: clock, process and place are mixed.
    private static func random(below bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        var mixed = UInt64(truncatingIfNeeded: Clock.nanoseconds())
        mixed ^= UInt64(truncatingIfNeeded: getpid()) << 40
        withUnsafePointer(to: mixed) { mixed ^= UInt64(truncatingIfNeeded: Int(bitPattern: $0)) << 16 }
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int(truncatingIfNeeded: mixed % UInt64(bound))
    }
}
