/// What becomes of a message at Cellcast's in the sandbox: the last two digits of the recipient decide, with the same
/// meaning as for Skycore where there is one (`docs/sandbox.md`).
enum CellcastFate {
    /// The state it ends in, after Queued and, unless it is `Aborted`, Dispatched.
    case ends(StaticString)
    /// …96: Dispatched, and nothing more.
    case noReceipt
    /// …97: unsubscribed: the number is left out of what is accepted.
    case leftOut
    /// …90 to …95, and …87: the call is refused.
    case refused(CellcastRefusal)
    /// Delivered; then the recipient sends an SMS with these words.
    case answers(StaticString)
    /// …80: delivered, then the recipient sends an MMS.
    case answersWithMMS

    /// The fate of messages to a number.
    init(of recipient: String) {
        switch recipient.ending {
        case 99: self = .ends("Failed")
        case 98: self = .ends("Aborted")
        case 97: self = .leftOut
        case 96: self = .noReceipt
        case 95: self = .refused(CellcastRefusal("NO_ACCESS", "Not open to this account."))
        case 94: self = .refused(.noCredit)
        case 93: self = .refused(CellcastRefusal("FAILED", "Internal error", status: 500, form: .page))
        case 92: self = .refused(.throttled)
        case 91:
            self = .refused(
                CellcastRefusal("OVER_LIMIT", "Too many calls.", status: 429, form: .errorBlock, retryAfter: 2))
        case 90: self = .refused(CellcastRefusal("LEDGER_ERROR", "Not enough funds.", form: .errorBlock))
        case 89: self = .ends("Expired")
        case 88: self = .ends("Unknown")
        case 87: self = .refused(CellcastRefusal("FIELD_INVALID", "Refused, whatever HTTP says.", form: .disguised))
        case 86: self = .ends("Rejected")
        case 82: self = .answers("STOP")
        case 81: self = .answers("Yes")
        case 80: self = .answersWithMMS
        default: self = .ends("Delivered")
        }
    }

    /// The last state of a message; nil if it stays with the carrier.
    var lastState: StaticString? {
        switch self {
        case .ends(let state): return state
        case .noReceipt: return nil
        default: return "Delivered"
        }
    }
}
