import CSkyTables
import SkyDocument

/// What is known of a code that comes in an answer.
package struct AnswerCode {
    /// What it means, in English; a NUL follows.
    package let text: PermanentWords
    /// What it is about.
    package let group: Group
    /// Whether the same request may be sent again.
    package let retry: Retry

    /// What is known of a code of Skycore's answers, or nil.
    package static func skycore(_ code: ProviderCode) -> AnswerCode? {
        guard let number = code.number(behind: 0x45) else { return nil }
        var count = 0
        let rows = UnsafeBufferPointer(start: sky_answer_code_rows(&count), count: count)
        var first = 0
        var end = count
        while first < end {
            let middle = (first &+ end) / 2
            if Int(rows[middle].number) < number { first = middle &+ 1 } else { end = middle }
        }
        guard first < count, Int(rows[first].number) == number else { return nil }
        return AnswerCode(rows[first])
    }

    init?(text: PermanentWords, group: UInt8, retry: UInt8) {
        guard let group = Group(rawValue: group), let retry = Retry(rawValue: UInt32(retry)) else { return nil }
        self.text = text
        self.group = group
        self.retry = retry
    }

    private init?(_ row: sky_answer_code_row) {
        guard let texts = sky_answer_code_texts() else { return nil }
        self.init(
            text: PermanentWords(terminated: texts + Int(row.text)), group: row.group, retry: row.retry)
    }

    /// What codes are about. Raw values are those of the generated table.
    package enum Group: UInt8 {
        case auth, throttle, account, billing, request, recipient, sender, content, media, campaign, subscription
        case email, pass, report, inbox, `internal`, notFound, other

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
            case .notFound: return "not_found"
            case .other: return "other"
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
