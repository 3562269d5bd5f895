import SkySandbox

/// The state of Cellcast's part of the sandbox, for many connections at once.
actor CellcastProvider {
    private var sandbox: CellcastSandbox
    private let reports: PostbackOutbox?
    private let inbound: PostbackOutbox?

    /// - Parameters:
    ///   - reports: where delivery reports go; nil: none are kept.
    ///   - inbound: where messages go that come in; nil: they can be asked for only.
    init(sandbox: CellcastSandbox, reports: PostbackOutbox?, inbound: PostbackOutbox?) {
        self.sandbox = sandbox
        self.reports = reports
        self.inbound = inbound
    }

    /// Answer a call; its callbacks go into the outboxes.
    func answer(_ request: CellcastHTTPRequest, at now: Int) async -> CellcastHTTPAnswer {
        let answer = sandbox.answer(request, at: now)
        await hold(answer)
        return answer
    }

    /// Let a message come in.
    func receive(_ form: [UInt8], at now: Int) async -> CellcastHTTPAnswer {
        let answer = sandbox.receive(form, at: now)
        await hold(answer)
        return answer
    }

    private func hold(_ answer: CellcastHTTPAnswer) async {
        if !answer.reports.isEmpty { await reports?.append(answer.reports) }
        if !answer.inbound.isEmpty { await inbound?.append(answer.inbound) }
    }
}
