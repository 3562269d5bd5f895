/// What becomes of a message in the sandbox: the last two digits of the recipient decide, so that every outcome can be
/// had on purpose (`docs/sandbox.md`).
enum SandboxFate {
    /// Sent, then delivered.
    case delivered
    /// …99: sent, then "Message Sent/Failed".
    case notDelivered
    /// …98: "Message Failed", nothing is sent.
    case notSent
    /// …97 and …90 to …95: refused with a code.
    case refused(SandboxRefusal)
    /// …96: sent and nothing more, as with carriers that give no receipts.
    case noReceipt
    /// …89: sent, then "Message Sent/Expired".
    case expired
    /// …88: sent, then "Message Sent/NotSupported".
    case notSupported
    /// …87: the failure as it was reported until 2015, under the code of a success.
    case notDeliveredOldWay
    /// …86: sent, then "Message Sent/Rejected".
    case rejected
    /// …85: an MMS goes as a link in an SMS.
    case link
    /// …84: an MMS goes as a link in an SMS that is not delivered.
    case linkNotDelivered
    /// …83: the discovery message before an MMS is not delivered.
    case discoveryNotDelivered
    /// …82: the discovery message before an MMS cannot be sent.
    case discoveryNotSent
    /// …81: delivered, then the recipient sends an SMS.
    case answeredBySMS
    /// …80: delivered, then the recipient sends an MMS.
    case answeredByMMS

    /// The fate of messages to a number.
    init(of recipient: String) {
        switch recipient.ending {
        case 99: self = .notDelivered
        case 98: self = .notSent
        case 97: self = .refused(SandboxRefusal("E114", "Recipient is on the block list"))
        case 96: self = .noReceipt
        case 95: self = .refused(SandboxRefusal("E628"))
        case 94: self = .refused(SandboxRefusal("E713"))
        case 93: self = .refused(SandboxRefusal("E503"))
        case 92: self = .refused(SandboxRefusal("E113"))
        case 91: self = .refused(SandboxRefusal("E106", "May be called every 2 seconds"))
        case 90: self = .refused(SandboxRefusal("E120"))
        case 89: self = .expired
        case 88: self = .notSupported
        case 87: self = .notDeliveredOldWay
        case 86: self = .rejected
        case 85: self = .link
        case 84: self = .linkNotDelivered
        case 83: self = .discoveryNotDelivered
        case 82: self = .discoveryNotSent
        case 81: self = .answeredBySMS
        case 80: self = .answeredByMMS
        default: self = .delivered
        }
    }

    /// How STATUS ends of the report that says that the message was not delivered.
    var failure: String {
        switch self {
        case .expired: return "Expired"
        case .notSupported: return "NotSupported"
        case .rejected: return "Rejected"
        default: return "Failed"
        }
    }
}
