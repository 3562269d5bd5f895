/// What is known of a code that comes in an answer.
package struct AnswerCode {
    /// What it means, in English.
    package let text: StaticString
    /// What it is about.
    package let group: Group
    /// Whether the same request may be sent again.
    package let retry: Retry

    init(_ text: StaticString, _ group: Group, _ retry: Retry) {
        self.text = text
        self.group = group
        self.retry = retry
    }

    /// What codes are about.
    package enum Group {
        case auth, throttle, account, billing, request, recipient, sender, content, media, campaign, subscription
        case email, pass, report, inbox, `internal`

        /// The group's name as `sky_code_group` gives it.
        package var name: StaticString {
            switch self {
            case .auth: return "auth"
            case .throttle: return "throttle"
            case .account: return "account"
            case .billing: return "billing"
            case .request: return "request"
            case .recipient: return "recipient"
            case .sender: return "sender"
            case .content: return "content"
            case .media: return "media"
            case .campaign: return "campaign"
            case .subscription: return "subscription"
            case .email: return "email"
            case .pass: return "pass"
            case .report: return "report"
            case .inbox: return "inbox"
            case .internal: return "internal"
            }
        }
    }

    /// Whether the same request may be sent again. Raw values are those of `sky_retry`.
    package enum Retry: UInt32 {
        /// Nobody can say what happened.
        case unknown = 0
        /// It was refused before anything was sent.
        case safe = 1
        /// It would be refused again.
        case useless = 2
    }
}
