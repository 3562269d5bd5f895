/// The notifications that wait for delivery: one by one, in the order in which they are due, each until the receiver
/// takes it or five retries have failed (docs/skycore.md, section 5.1).
package struct PostbackQueue: Sendable {
    /// Deliveries of one notification after the first.
    package static let retries = 5

    /// Milliseconds between two deliveries of one notification; the provider waits about five minutes.
    private let retryDelay: Int
    private var waiting: [SandboxPostback] = []

    /// An empty queue.
    package init(retryDelay: Int = 300_000) {
        self.retryDelay = retryDelay
    }

    /// Notifications that are neither delivered nor given up.
    package var count: Int { waiting.count }

    /// Add notifications.
    package mutating func append(_ postbacks: [SandboxPostback]) {
        waiting += postbacks
    }

    /// Take out the notification that is due first, if one is due by now.
    package mutating func next(at now: Int) -> SandboxPostback? {
        guard let index = waiting.indices.min(by: { waiting[$0].due < waiting[$1].due }), waiting[index].due <= now
        else { return nil }
        return waiting.remove(at: index)
    }

    /// Say that a delivery failed: the notification comes again later. False if it is given up.
    package mutating func failed(_ postback: SandboxPostback, at now: Int) -> Bool {
        var again = postback
        again.attempts += 1
        guard again.attempts <= PostbackQueue.retries else { return false }
        again.due = now + retryDelay
        waiting.append(again)
        return true
    }
}
