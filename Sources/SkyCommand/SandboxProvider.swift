import SkySandbox

/// The sandbox's state, for many connections at once.
actor SandboxProvider: PostbackSource {
    private var sandbox: Sandbox
    private var queue: PostbackQueue
    private let delivers: Bool

    /// - Parameter delivers: whether somebody takes notifications out; if not, none are kept.
    init(sandbox: sending Sandbox, queue: PostbackQueue, delivers: Bool) {
        self.sandbox = sandbox
        self.queue = queue
        self.delivers = delivers
    }

    /// Answer a request; its notifications go into the queue.
    func answer(_ request: SandboxRequest, at now: Int) -> SandboxAnswer {
        let answer = sandbox.answer(request, at: now)
        if delivers { queue.append(answer.postbacks) }
        return answer
    }

    /// Let a message come in.
    func receive(_ form: [UInt8], at now: Int) -> SandboxAnswer {
        let answer = sandbox.receive(form, at: now)
        if delivers { queue.append(answer.postbacks) }
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
