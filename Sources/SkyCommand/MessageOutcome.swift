import CSky
import Sky

/// What became of a message, as users of the command are told.
struct MessageOutcome {
    /// How it ended.
    let status: sky_status
    /// The provider's name for the message, or "".
    let trackingID: String
    /// The provider's code, or "".
    let code: String
    /// Why it was not accepted, or "".
    let reason: String
    /// Milliseconds after which it may be tried again, or 0.
    let wait: Int64

    /// Read what a send gave; `result` may be nil.
    init(_ status: sky_status, _ result: UnsafePointer<sky_result>?, _ error: sky_error) {
        self.status = status
        trackingID = MessageOutcome.trackingID(result)
        wait = sky_result_retry_after_ms(result)
        let failure = LibraryFailure(error)
        code = failure.code
        reason = status == SKY_OK ? "" : failure.message
    }

    /// A message that was refused before it was sent.
    init(refused failure: LibraryFailure) {
        status = failure.status
        trackingID = ""
        wait = 0
        code = failure.code
        reason = failure.message
    }

    /// The status in a word or two.
    var word: String {
        switch status {
        case SKY_OK: "accepted"
        case SKY_E_PARTIAL: "partial"
        case SKY_E_THROTTLED: "throttled"
        // The library failed before anything was sent.
        case SKY_E_NOT_SENT, SKY_E_INTERNAL: "not sent"
        case SKY_E_CANCELLED: "cancelled"
        case SKY_E_UNKNOWN: "unknown"
        default: "refused"
        }
    }

    /// The exit status that says so to scripts: 0 accepted, 1 refused, 2 not sent but may be later, 3 nobody can say.
    var exitStatus: Int32 {
        switch status {
        case SKY_OK: 0
        case SKY_E_THROTTLED, SKY_E_NOT_SENT, SKY_E_CANCELLED, SKY_E_INTERNAL: 2
        case SKY_E_UNKNOWN: 3
        default: 1
        }
    }

    /// What the provider calls the message: Skycore's TRACKINGID stands in the whole or in an entry, Cellcast's id in
    /// an entry.
    private static func trackingID(_ result: UnsafePointer<sky_result>?) -> String {
        let id =
            sky_result_field(result, "TRACKINGID", 0)
            ?? sky_result_entry_field(result, 0, "TRACKINGID", 0) ?? sky_result_entry_field(result, 0, "message_id", 0)
        return id.map { String(cString: $0) } ?? ""
    }
}
