/// What becomes of a message in the sandbox: the last two digits of the recipient decide, so that every outcome can be
/// had on purpose (`docs/sandbox.md`).
package enum SandboxFate: Sendable {
    /// N201, then N202 "Message Sent/Delivered".
    case delivered
    /// …99: N201, then E202 "Message Sent/Failed".
    case notDelivered
    /// …98: E201 "Message Failed".
    case notSent
    /// …97: refused with E114, the number is on the block list.
    case blocked
    /// …96: N201 and nothing more, as with carriers that give no receipts.
    case noReceipt

    /// The fate of messages to a number.
    package init(of recipient: String) {
        switch SandboxFate.lastTwoDigits(recipient) {
        case 99: self = .notDelivered
        case 98: self = .notSent
        case 97: self = .blocked
        case 96: self = .noReceipt
        default: self = .delivered
        }
    }

    private static func lastTwoDigits(_ recipient: String) -> Int {
        var value = 0
        for byte in recipient.utf8.suffix(2) { value = value * 10 + Int(byte) - 48 }
        return value
    }
}
