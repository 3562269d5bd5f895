import CSky

/// Names and meanings of `sky_number_status` and `sky_number_type`.
enum NumberWords {
    static func text(of status: sky_number_status) -> StaticString {
        switch status {
        case SKY_NUMBER_VALID: return "a valid number"
        case SKY_NUMBER_POSSIBLE: return "a possible number, though not one of a known range"
        case SKY_NUMBER_POSSIBLE_LOCAL_ONLY: return "a local number; its area code is missing"
        case SKY_NUMBER_TOO_SHORT: return "fewer digits than any number of its country has"
        case SKY_NUMBER_TOO_LONG: return "more digits than any number of its country has"
        case SKY_NUMBER_INVALID_LENGTH: return "no number of its country has so many digits"
        case SKY_NUMBER_INVALID_COUNTRY: return "its country is not known, or its country code is not assigned"
        case SKY_NUMBER_NOT_A_NUMBER: return "not a phone number"
        case SKY_NUMBER_TOO_SHORT_AFTER_IDD: return "too few digits behind the prefix for calling abroad"
        case SKY_NUMBER_TOO_SHORT_NSN: return "too few digits behind the country code"
        case SKY_NUMBER_PARSE_TOO_LONG: return "too long to be a number of any country"
        case SKY_NUMBER_NOT_SMS_CAPABLE: return "not a number that text messages reach"
        default: return "not a status of this version"
        }
    }

    static func name(of type: sky_number_type) -> StaticString {
        switch type {
        case SKY_NUMBER_TYPE_FIXED_LINE: return "fixed_line"
        case SKY_NUMBER_TYPE_MOBILE: return "mobile"
        case SKY_NUMBER_TYPE_FIXED_LINE_OR_MOBILE: return "fixed_line_or_mobile"
        case SKY_NUMBER_TYPE_TOLL_FREE: return "toll_free"
        case SKY_NUMBER_TYPE_PREMIUM_RATE: return "premium_rate"
        case SKY_NUMBER_TYPE_SHARED_COST: return "shared_cost"
        case SKY_NUMBER_TYPE_VOIP: return "voip"
        case SKY_NUMBER_TYPE_PERSONAL_NUMBER: return "personal_number"
        case SKY_NUMBER_TYPE_PAGER: return "pager"
        case SKY_NUMBER_TYPE_UAN: return "uan"
        case SKY_NUMBER_TYPE_VOICEMAIL: return "voicemail"
        default: return "unknown"
        }
    }
}
