/// A message of a batch that has ended.
package struct EndedMessage {
    /// What the caller knows it by.
    package let tag: UInt64
    /// How it ended.
    package let status: SendStatus
    /// Why it was not accepted; nil if it was.
    package let failure: SendFailure?
    /// The result; whoever takes the message frees it with free(). Nil if memory ran out.
    package let answer: UnsafeMutableRawPointer?

    init(_ report: consuming SendReport, tag: UInt64) {
        var report = report
        self.tag = tag
        status = report.status
        failure = report.failure
        answer = report.releaseAnswer()
    }
}
