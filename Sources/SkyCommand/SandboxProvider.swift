import SkySandbox

/// The sandbox's state, for many connections at once.
actor SandboxProvider {
    private var sandbox: Sandbox
    private var queue: PostbackQueue

    init(sandbox: sending Sandbox, queue: PostbackQueue) {
        self.sandbox = sandbox
        self.queue = queue
    }

    /// Answer a request; its notifications go into the queue.
    func answer(_ request: SandboxRequest, at now: Int) -> SandboxAnswer {
        let answer = sandbox.answer(request, at: now)
        queue.append(answer.postbacks)
        return answer
    }

    /// The notification that is due, if one is.
    func nextPostback(at now: Int) -> SandboxPostback? {
        queue.next(at: now)
    }

    /// A delivery failed. False if the notification is given up.
    func postbackFailed(_ postback: SandboxPostback, at now: Int) -> Bool {
        queue.failed(postback, at: now)
    }
}
