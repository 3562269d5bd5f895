import CSky

/// Make a request that sends an SMS through Skycore; sky_send_sms() does the same in one call, through either provider.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - to: the recipient.
///   - from: the sender; NULL for the client's default sender.
///   - text: the text, UTF-8.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_send_sms(
    _ to: UnsafePointer<CChar>?, _ from: UnsafePointer<CChar>?, _ text: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "sendSMS", request, error,
        .needed("TO", to, "to"), .optional("FROM", from, "from"), .needed("TEXT", text, "text"))
}

/// Make a request that sends an MMS whose slides come with it; add them with sky_request_add_slide(). Only
/// dedicated short codes may send so.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - to: the recipient.
///   - from: the sender; NULL for the client's default sender.
///   - subject: the subject, at most 80 characters; may be NULL if there is a fallback text.
///   - name: the name of the MMS in the provider's store.
///   - fallback_text: the text of the SMS that goes out where the MMS cannot be shown; may be NULL if there is a
///     subject.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_send_mms(
    _ to: UnsafePointer<CChar>?, _ from: UnsafePointer<CChar>?, _ subject: UnsafePointer<CChar>?,
    _ name: UnsafePointer<CChar>?, _ fallback_text: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "sendMMS", request, error,
        .needed("TO", to, "to"), .optional("FROM", from, "from"), .optional("SUBJECT", subject, "subject"),
        .needed("NAME", name, "name"), .optional("FALLBACKSMSTEXT", fallback_text, "fallback_text"))
}

/// Make a request that stores an MMS to be sent later; add its slides with sky_request_add_slide(). The answer has
/// its MMSID; it may be sent once the postback N003 has come.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - subject: the subject, at most 80 characters.
///   - name: the name of the MMS in the provider's store.
///   - fallback_text: the text of the SMS that goes out where the MMS cannot be shown; may be NULL.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_save_mms(
    _ subject: UnsafePointer<CChar>?, _ name: UnsafePointer<CChar>?, _ fallback_text: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "saveMMS", request, error,
        .needed("SUBJECT", subject, "subject"), .needed("NAME", name, "name"),
        .optional("FALLBACKSMSTEXT", fallback_text, "fallback_text"))
}

/// Make a request that sends a stored MMS to one number. Add texts for single slides with
/// sky_request_add_custom_text(), values of variables with sky_request_begin() of DATA.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - mms_id: the stored MMS.
///   - to: the recipient.
///   - from: the sender; NULL for the client's default sender.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_send_saved_mms(
    _ mms_id: UnsafePointer<CChar>?, _ to: UnsafePointer<CChar>?, _ from: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "sendSavedMMS", request, error,
        .needed("MMSID", mms_id, "mms_id"), .needed("TO", to, "to"), .optional("FROM", from, "from"))
}

/// Make a request that sends a stored MMS to everybody who is subscribed to a campaign.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - mms_id: the stored MMS.
///   - campaign: the campaign; it is sent from its default short code.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_send_saved_mms_campaign(
    _ mms_id: UnsafePointer<CChar>?, _ campaign: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "sendSavedMMSCampaign", request, error,
        .needed("MMSID", mms_id, "mms_id"), .needed("TOCAMPAIGN", campaign, "campaign"))
}

/// Make a request that sends an SMS or a stored MMS to all numbers behind a subscriber reference.
///
/// The provider takes exactly one of text and MMS: neither is refused at once with its code E716, both with E717.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - subscriber_ref: your reference.
///   - campaign_ref: the campaign in which the numbers are subscribed.
///   - mms_id: the stored MMS; NULL for an SMS.
///   - text: the text, UTF-8; NULL for an MMS.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_send_message_by_subscriber_ref(
    _ subscriber_ref: UnsafePointer<CChar>?, _ campaign_ref: UnsafePointer<CChar>?,
    _ mms_id: UnsafePointer<CChar>?, _ text: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "sendMessageBySubscriberRef", request, error, isCheckedNow: true,
        .needed("SUBSCRIBERREF", subscriber_ref, "subscriber_ref"),
        .needed("CAMPAIGNREF", campaign_ref, "campaign_ref"), .optional("MMSID", mms_id, "mms_id"),
        .optional("TEXT", text, "text"))
}

/// Make a request that opts a number in to a campaign. Add what you know of it with sky_request_begin() of DATA.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - campaign_ref: the campaign.
///   - mobile: the number.
///   - subscriber_ref: your reference for the number; may be NULL.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_subscribe(
    _ campaign_ref: UnsafePointer<CChar>?, _ mobile: UnsafePointer<CChar>?,
    _ subscriber_ref: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "subscribe", request, error,
        .needed("CAMPAIGNREF", campaign_ref, "campaign_ref"), .needed("MOBILE", mobile, "mobile"),
        .optional("SUBSCRIBERREF", subscriber_ref, "subscriber_ref"))
}

/// Make a request that opts a number out of a campaign.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - campaign_ref: the campaign.
///   - mobile: the number.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_unsubscribe(
    _ campaign_ref: UnsafePointer<CChar>?, _ mobile: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "unsubscribe", request, error,
        .needed("CAMPAIGNREF", campaign_ref, "campaign_ref"), .needed("MOBILE", mobile, "mobile"))
}

/// Make a request for a report file; the answer has its address. The action goes out as getSendingStatus, the name
/// that the provider's examples have for it.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - start_date: begin of the period in UTC, "2031-02-01 00:00:00".
///   - end_date: end of the period in UTC.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_get_sending_statistics(
    _ start_date: UnsafePointer<CChar>?, _ end_date: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "getSendingStatistics", request, error,
        .needed("START_DATE", start_date, "start_date"), .needed("END_DATE", end_date, "end_date"))
}

/// Make a request for the ids of all stored MMS: MMSIDS in the answer, with commas between. An account without any
/// answers a failure.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_INTERNAL.
@c public func sky_request_get_mms_ids(
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make("getMmsIds", request, error)
}

/// Make a request for all campaigns: MMSCAMPAIGNS/CAMPAIGN/ID and /NAME in the answer. An account without any
/// answers a failure.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_INTERNAL.
@c public func sky_request_get_mms_campaigns(
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make("getMmsCampaigns", request, error)
}

/// Make a request that makes a campaign for SMS and MMS; the answer has its CAMPAIGNID.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - campaign_name: its name.
///   - brand_name: the brand.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_create_mms_campaign(
    _ campaign_name: UnsafePointer<CChar>?, _ brand_name: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "createMMSCampaign", request, error,
        .needed("CAMPAIGNNAME", campaign_name, "campaign_name"), .needed("BRANDNAME", brand_name, "brand_name"))
}

/// Make a request that deletes the content of an MMS that came in.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - mms_inbox_id: the TRACKINGID of its postback.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_remove_mms_inbox_message(
    _ mms_inbox_id: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "removeMMSInboxMessage", request, error,
        .needed("MMSINBOXID", mms_inbox_id, "mms_inbox_id"))
}

/// Make a request that deletes a stored MMS.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - mms_id: the stored MMS.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_delete_mms_id(
    _ mms_id: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "deleteMMSID", request, error,
        .needed("MMSID", mms_id, "mms_id"))
}

/// Make a request for a session of the provider's browser widgets; the answer has its SESSIONID.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_INTERNAL.
@c public func sky_request_login_user(
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make("loginUser", request, error)
}

/// Make a request that makes a user. The answer has a new API_KEY and a PASSWORD: treat it as a secret.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - user: the user's name.
///   - password: the password.
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_create_user(
    _ user: UnsafePointer<CChar>?, _ password: UnsafePointer<CChar>?,
    _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    make(
        "createUser", request, error,
        .needed("NEWUSER", user, "user"), .needed("NEWPASS", password, "password"))
}
