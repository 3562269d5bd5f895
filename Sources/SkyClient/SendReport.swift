import SkyProtocol

/// How a send ended: one status, an answer if there was one, and what to say if it was not accepted.
package struct SendReport: ~Copyable {
    /// The one outcome (`c-api.md`, section 6; `docs/outcomes.md`).
    package let status: SendStatus
    /// What was answered; nil if nothing was.
    private var answer: RecordBlock?
    /// Why it was not accepted; nil if it was.
    package let failure: SendFailure?

    init(_ status: SendStatus, answer: consuming RecordBlock?, failure: SendFailure?) {
        self.status = status
        self.answer = answer
        self.failure = failure
    }

    init(_ failure: SendFailure) {
        self.init(failure.status, answer: nil, failure: failure)
    }

    /// Hand what was answered over to the caller, who frees it with free(); nil if nothing was.
    package mutating func releaseAnswer() -> UnsafeMutableRawPointer? {
        answer?.release()
    }
}
