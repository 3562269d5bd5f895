/// How a send ended. Raw values are those of `sky_status`.
package enum SendStatus: UInt32 {
    case accepted = 0
    case argument = 1
    case utf8 = 2
    case limit = 3
    case number = 4
    case text = 5
    case config = 8
    case rejected = 9
    case throttled = 10
    case partial = 11
    /// No byte of the request can have been acted on.
    case notSent = 12
    /// The request may have been acted on.
    case unknown = 13
    /// The caller cancelled; nothing was sent.
    case cancelled = 14
    case failed = 15
}
