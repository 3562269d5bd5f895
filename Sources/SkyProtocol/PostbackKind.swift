/// What a notification is about. Raw values are those of `sky_notification_kind`.
package enum PostbackKind: UInt32 {
    /// A kind that no table has.
    case other = 0
    case smsDelivery = 1
    case mmsDelivery = 2
    case contentEncoding = 3
    case discovery = 4
    case inboundSms = 5
    case inboundMms = 6
    case subscription = 7
    case emailSubscription = 8
    case pass = 9

    /// The kind's name, as documents and `_json` write it.
    package var name: StaticString {
        switch self {
        case .other: return "other"
        case .smsDelivery: return "sms_delivery"
        case .mmsDelivery: return "mms_delivery"
        case .contentEncoding: return "content_encoding"
        case .discovery: return "discovery"
        case .inboundSms: return "inbound_sms"
        case .inboundMms: return "inbound_mms"
        case .subscription: return "subscription"
        case .emailSubscription: return "email_subscription"
        case .pass: return "pass"
        }
    }
}
