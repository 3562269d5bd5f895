import CSky

/// Names and meanings of `sky_status`.
enum StatusWords {
    static func name(of status: sky_status) -> StaticString {
        switch status {
        case SKY_OK: return "SKY_OK"
        case SKY_E_ARGUMENT: return "SKY_E_ARGUMENT"
        case SKY_E_UTF8: return "SKY_E_UTF8"
        case SKY_E_LIMIT: return "SKY_E_LIMIT"
        case SKY_E_NUMBER: return "SKY_E_NUMBER"
        case SKY_E_TEXT: return "SKY_E_TEXT"
        case SKY_E_DOCUMENT: return "SKY_E_DOCUMENT"
        case SKY_E_PROTOCOL: return "SKY_E_PROTOCOL"
        case SKY_E_CONFIG: return "SKY_E_CONFIG"
        case SKY_E_REJECTED: return "SKY_E_REJECTED"
        case SKY_E_THROTTLED: return "SKY_E_THROTTLED"
        case SKY_E_PARTIAL: return "SKY_E_PARTIAL"
        case SKY_E_NOT_SENT: return "SKY_E_NOT_SENT"
        case SKY_E_UNKNOWN: return "SKY_E_UNKNOWN"
        case SKY_E_CANCELLED: return "SKY_E_CANCELLED"
        case SKY_E_INTERNAL: return "SKY_E_INTERNAL"
        default: return "SKY_E_?"
        }
    }

    static func text(of status: sky_status) -> StaticString {
        switch status {
        case SKY_OK: return "done"
        case SKY_E_ARGUMENT: return "an argument is missing or not allowed"
        case SKY_E_UTF8: return "a text is not valid UTF-8"
        case SKY_E_LIMIT: return "something is larger than a documented limit"
        case SKY_E_NUMBER: return "a phone number cannot be one"
        case SKY_E_TEXT: return "a text cannot be sent as it is"
        case SKY_E_DOCUMENT: return "a document is not well-formed, or was refused"
        case SKY_E_PROTOCOL: return "a document is not one that this provider sends"
        case SKY_E_CONFIG: return "the client is not set up for this call"
        case SKY_E_REJECTED: return "the provider refused; nothing was sent"
        case SKY_E_THROTTLED: return "the provider wants it slower; nothing was sent"
        case SKY_E_PARTIAL: return "some recipients were accepted, some were not"
        case SKY_E_NOT_SENT: return "not sent; sending again is safe"
        case SKY_E_UNKNOWN: return "whether it was sent is not known; sending again may send it twice"
        case SKY_E_CANCELLED: return "cancelled"
        case SKY_E_INTERNAL: return "the library failed"
        default: return "not a status of this version"
        }
    }
}
