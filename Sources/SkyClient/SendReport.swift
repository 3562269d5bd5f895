import SkyProtocol

/// How a send ended: one status, an answer if there was one, and what to say if it was not accepted.
package struct SendReport: ~Copyable {
    /// The one outcome (`docs/outcomes.md`).
    package let status: SendStatus
    /// What was answered; nil if nothing was.
    private var answer: RecordBlock?
    /// Why it was not accepted; nil if it was.
    package let failure: SendFailure?
    /// Whether the same request may be tried again: nothing was sent, and it may go better next time.
    let mayBeTriedAgain: Bool
    /// The wait that the provider wants before the next try, in milliseconds; 0 if it names none.
    let providerWait: Int

    init(
        _ status: SendStatus, answer: consuming RecordBlock?, failure: SendFailure?, mayBeTriedAgain: Bool = false,
        providerWait: Int = 0
    ) {
        self.status = status
        self.answer = answer
        self.failure = failure
        self.mayBeTriedAgain = mayBeTriedAgain
        self.providerWait = providerWait
    }

    init(_ failure: SendFailure) {
        self.init(failure.status, answer: nil, failure: failure)
    }

    /// Fill in what is known when all tries are over.
    mutating func setTotals(tries: Int, elapsed: Int, retryAfter: Int) {
        answer?.setTotals(
            tries: UInt32(clamping: tries), elapsedMilliseconds: UInt32(clamping: elapsed),
            retryAfterMilliseconds: UInt32(clamping: retryAfter))
    }

    /// What was answered; valid as long as the report.
    var view: RecordView? {
        switch answer {
        case .some(let block): return block.view
        case .none: return nil
        }
    }

    /// Hand what was answered over to the caller, who frees it with free(); nil if nothing was.
    package mutating func releaseAnswer() -> UnsafeMutableRawPointer? {
        answer?.release()
    }
}
