/// How an answer, or one entry of it, or a send without an answer ended. Raw values are those of `sky_status`.
package enum Outcome: UInt32 {
    /// Accepted; not yet delivered.
    case accepted = 0
    /// Refused.
    case rejected = 9
    /// Refused because calls came too fast; nothing was sent.
    case throttled = 10
    /// Some entries were accepted, some were not.
    case partial = 11
    /// No byte of the request can have been acted on.
    case notSent = 12
    /// Nobody can say whether anything was sent.
    case unknown = 13
    /// The caller cancelled; nothing was sent.
    case cancelled = 14

    /// The outcome of a refusal with a code: throttling by the code's group, else a plain no (rule T9).
    package init(refusedWith code: AnswerCode?) {
        self = code?.group == .throttle ? .throttled : .rejected
    }

    /// The outcome's name, as `_json` writes it.
    package var name: StaticString {
        switch self {
        case .accepted: return "accepted"
        case .rejected: return "rejected"
        case .throttled: return "throttled"
        case .partial: return "partial"
        case .notSent: return "not_sent"
        case .unknown: return "unknown"
        case .cancelled: return "cancelled"
        }
    }
}
