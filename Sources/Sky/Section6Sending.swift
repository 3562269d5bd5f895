import CSky
import SkyClient
import SkyDocument

/// Send an SMS.
///
/// Everything is checked before anything is sent. The call returns within the client's time-out. It ends in exactly one
/// of SKY_OK (accepted, not yet delivered), SKY_E_PARTIAL, SKY_E_REJECTED, SKY_E_THROTTLED, SKY_E_NOT_SENT (safe to
/// send again), SKY_E_CANCELLED (nothing was sent) and SKY_E_UNKNOWN (may have been sent; the library never repeats
/// it), or in one of the errors that come before sending.
///
/// A result is given whenever sending was begun, also if nothing was answered: it has the tries, the time and the wait.
/// After what was refused before that it is NULL.
///
/// Threads: any thread; one client may be used by many at once. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - to: the recipient, brought into international form as sky_normalize_msisdn() does, with the client's region.
///   - from: the sender, a short or long code, at Cellcast's also a name; NULL for the client's default sender, and
///     without one Cellcast uses its shared number.
///   - text: the text, UTF-8, 1 to 65536 bytes; it goes out as it is. sky_measure_text() tells what it costs. What is
///     longer than Cellcast takes (sky_text_limit()) is SKY_E_TEXT.
///   - result: receives the result, to be freed with sky_result_free(); may be NULL if you do not want it.
///   - error: receives the details; may be NULL.
/// - Returns: the outcome; before sending SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_LIMIT, SKY_E_NUMBER, SKY_E_TEXT,
///   SKY_E_CONFIG (the rate file was spoilt) or SKY_E_INTERNAL.
@c public func sky_send_sms(
    _ client: UnsafeMutablePointer<sky_client>?, _ to: UnsafePointer<CChar>?, _ from: UnsafePointer<CChar>?,
    _ text: UnsafePointer<CChar>?, _ result: UnsafeMutablePointer<UnsafeMutablePointer<sky_result>?>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    result?.pointee = nil
    return Border.run(error) { () throws(Fault) in
        guard let client else { throw Fault(SKY_E_ARGUMENT, "client: NULL") }
        let recipient = try Border.text(to, "to")
        let body = try Border.text(text, "text")
        let object = Unmanaged<Client>.fromOpaque(client).takeUnretainedValue()
        var report = object.sendSMS(to: recipient, from: Border.optionalText(from), text: body)
        if let result { result.pointee = report.releaseAnswer()?.assumingMemoryBound(to: sky_result.self) }
        if let failure = report.failure { throw Fault(failure) }
    }
}
