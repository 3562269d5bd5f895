import SkySandbox

/// Callbacks for one URL, for many connections at once.
actor PostbackOutbox: PostbackSource {
    private var queue: PostbackQueue

    init(retryDelay: Int) {
        queue = PostbackQueue(retryDelay: retryDelay)
    }

    /// Add callbacks.
    func append(_ postbacks: [SandboxPostback]) {
        queue.append(postbacks)
    }

    func nextPostback(at now: Int) -> SandboxPostback? {
        queue.next(at: now)
    }

    func postbackFailed(_ postback: SandboxPostback, at now: Int) -> Bool {
        queue.failed(postback, at: now)
    }
}
