/// What a notification says about its message. Raw values are those of `sky_verdict`.
package enum Verdict: UInt32 {
    /// Nobody can tell.
    case unknown = 0
    case success = 1
    case failure = 2
    /// Nothing is decided by it: the message is on its way, or the notification is an event.
    case pending = 3

    /// The verdict's name, as documents and `_json` write it.
    package var name: StaticString {
        switch self {
        case .unknown: return "unknown"
        case .success: return "success"
        case .failure: return "failure"
        case .pending: return "pending"
        }
    }
}
