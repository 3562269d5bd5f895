import CPlatform
import CSky
import SkyDocument
import SkyProtocol

/// Read what a provider answered, for programs that bring their own HTTP.
///
/// The same reading as sky_send_sms() does, without sending. A document that is readable gives a result and the outcome
/// as status, also if the outcome is a refusal.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - provider: whose answer it is.
///   - http_status: the HTTP status that came with it, 0 if you do not know it. It is kept in the result; at Skycore's
///     it decides nothing, at Cellcast's an answer is a success only if it is 2xx (or 0).
///   - body: the answer's body; NULL is SKY_E_ARGUMENT.
///   - length: bytes of `body`, or SKY_NUL_TERMINATED.
///   - result: receives the result, to be freed with sky_result_free(); set to NULL if the body cannot be read.
///   - error: receives the details, with the offset in `body`; may be NULL.
/// - Returns: SKY_OK, SKY_E_PARTIAL, SKY_E_REJECTED, SKY_E_THROTTLED or SKY_E_UNKNOWN with a result; SKY_E_ARGUMENT,
///   SKY_E_UTF8, SKY_E_LIMIT, SKY_E_DOCUMENT, SKY_E_PROTOCOL or SKY_E_INTERNAL without.
@c public func sky_parse_response(
    _ provider: sky_provider, _ http_status: Int32, _ body: UnsafePointer<CChar>?, _ length: UInt,
    _ result: UnsafeMutablePointer<UnsafeMutablePointer<sky_result>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    result?.pointee = nil
    return Border.run(error) { () throws(Fault) in
        guard let result else { throw Fault(SKY_E_ARGUMENT, "result: NULL") }
        let provider = try Border.provider(provider)
        let bytes = try Border.payload(body, length, "body")
        var block: RecordBlock
        do throws(ProtocolError) {
            block = try provider.readAnswer(bytes, httpStatus: Int(http_status), of: Call())
        } catch { throw Fault(error) }
        let status = block.view?.header.status ?? SKY_E_UNKNOWN.rawValue
        block.setExchange(status: status, httpStatus: UInt32(clamping: http_status))
        let code = block.view?.answerCode
        result.pointee = block.release()?.assumingMemoryBound(to: sky_result.self)
        if status != SKY_OK.rawValue {
            throw Fault(
                sky_status(status), "no acceptance; the result has the provider's code and words",
                httpStatus: http_status, providerCode: code ?? .none)
        }
    }
}

/// Free a result.
///
/// Threads: no other thread may be using the result. Since 0.1.0.
///
/// - Parameter result: the result; NULL is fine and does nothing.
@c public func sky_result_free(_ result: UnsafeMutablePointer<sky_result>?) {
    free(result)
}

/// Give how the call as a whole ended.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter result: the result; NULL gives SKY_E_ARGUMENT.
/// - Returns: SKY_OK, SKY_E_PARTIAL, SKY_E_REJECTED, SKY_E_THROTTLED, SKY_E_NOT_SENT, SKY_E_UNKNOWN or SKY_E_CANCELLED.
@c public func sky_result_status(_ result: UnsafePointer<sky_result>?) -> sky_status {
    Border.view(result).map { sky_status($0.header.status) } ?? SKY_E_ARGUMENT
}

/// Give the HTTP status that came with the answer.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter result: the result; NULL gives 0.
/// - Returns: the status, for example 200; 0 if there was no answer, or if it is not known.
@c public func sky_result_http_status(_ result: UnsafePointer<sky_result>?) -> Int32 {
    Border.view(result).map { Int32(clamping: $0.header.httpStatus) } ?? 0
}

/// Give how many times the request was tried.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter result: the result; NULL gives 0.
/// - Returns: 1 to 10; 0 if the send ended before its first try, and for a result of sky_parse_response().
@c public func sky_result_tries(_ result: UnsafePointer<sky_result>?) -> Int32 {
    Border.view(result).map { Int32(clamping: $0.header.tries) } ?? 0
}

/// Give how long the call took.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter result: the result; NULL gives 0.
/// - Returns: milliseconds from the call to its end.
@c public func sky_result_elapsed_ms(_ result: UnsafePointer<sky_result>?) -> Int64 {
    Border.view(result).map { Int64($0.header.elapsedMilliseconds) } ?? 0
}

/// Give how long to wait before the same request may be sent again.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter result: the result; NULL gives 0.
/// - Returns: milliseconds: what the provider asked for, a day at most; else the pause before a try for which there was
///   no time left, or the time until the client's own rate has room. 0 if there is nothing to wait for.
@c public func sky_result_retry_after_ms(_ result: UnsafePointer<sky_result>?) -> Int64 {
    Border.view(result).map { Int64($0.header.retryAfterMilliseconds) } ?? 0
}

/// Give the provider's code of the call as a whole, for example "E110".
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter result: the result; NULL gives NULL.
/// - Returns: a text that lives as long as the result; NULL if there is no code. Cellcast has one for success as well,
///   "SUCCESS".
@c public func sky_result_code(_ result: UnsafePointer<sky_result>?) -> UnsafePointer<CChar>? {
    guard let view = Border.view(result), let whole = view.whole else { return nil }
    return Border.chars(view.value("ERRORCODE", in: whole))
}

/// Give the provider's words about the call as a whole: why it was refused, or details of its acceptance.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter result: the result; NULL gives NULL.
/// - Returns: a text that lives as long as the result; NULL if there are no words.
@c public func sky_result_message(_ result: UnsafePointer<sky_result>?) -> UnsafePointer<CChar>? {
    guard let view = Border.view(result), let whole = view.whole else { return nil }
    return Border.chars(view.value("ERRORINFO", in: whole) ?? view.value("STATUSDETAILS", in: whole))
}

/// Give a field of the answer as a whole, for example "TRACKINGID".
///
/// Names match without regard to case, `-` and `_`. "A/B" names a field B inside an element A, "A@B" the attribute B of
/// field A, "@B" an attribute of the whole. A field that has two names is found by either.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - result: the result; NULL gives NULL.
///   - name: the field's name; NULL gives NULL.
///   - index: which one of several fields of that name, from 0.
/// - Returns: a text that lives as long as the result, "" for an empty field; NULL if there is no such field.
@c public func sky_result_field(
    _ result: UnsafePointer<sky_result>?, _ name: UnsafePointer<CChar>?, _ index: UInt
) -> UnsafePointer<CChar>? {
    guard let view = Border.view(result), let whole = view.whole else { return nil }
    return Border.field(name, index, of: whole, view)
}

/// Give the number of entries, one a recipient.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter result: the result; NULL gives 0.
/// - Returns: 1 or more, an answer about one recipient is itself the one entry; of a list of Cellcast's as many as the
///   page has elements, and 0 of an empty one.
@c public func sky_result_count(_ result: UnsafePointer<sky_result>?) -> UInt {
    Border.view(result).map { UInt($0.header.count) } ?? 0
}

/// Give how one entry ended.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - result: the result; NULL gives SKY_E_ARGUMENT.
///   - entry: 0 to sky_result_count() - 1; any other number gives SKY_E_ARGUMENT.
/// - Returns: SKY_OK, SKY_E_REJECTED, SKY_E_THROTTLED or SKY_E_UNKNOWN; without an answer what sky_result_status()
///   gives.
@c public func sky_result_entry_status(_ result: UnsafePointer<sky_result>?, _ entry: UInt) -> sky_status {
    guard let view = Border.view(result), let record = view.entry(Int(clamping: entry)) else { return SKY_E_ARGUMENT }
    return sky_status(record.verdict)
}

/// Give a field of one entry; names as in sky_result_field().
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - result: the result; NULL gives NULL.
///   - entry: 0 to sky_result_count() - 1; any other number gives NULL.
///   - name: the field's name; NULL gives NULL.
///   - index: which one of several fields of that name, from 0.
/// - Returns: a text that lives as long as the result, "" for an empty field; NULL if there is no such field.
@c public func sky_result_entry_field(
    _ result: UnsafePointer<sky_result>?, _ entry: UInt, _ name: UnsafePointer<CChar>?, _ index: UInt
) -> UnsafePointer<CChar>? {
    guard let view = Border.view(result), let record = view.entry(Int(clamping: entry)) else { return nil }
    return Border.field(name, index, of: record, view)
}

/// Give the answer's body as it came in.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - result: the result; NULL gives NULL.
///   - length: receives the number of bytes; may be NULL. A NUL follows the body that is not counted.
/// - Returns: bytes that live as long as the result.
@c public func sky_result_raw(
    _ result: UnsafePointer<sky_result>?, _ length: UnsafeMutablePointer<UInt>?
) -> UnsafePointer<CChar>? {
    let raw = Border.view(result)?.raw
    length?.pointee = UInt(raw?.count ?? 0)
    return Border.chars(raw)
}

/// Give the result as JSON, with everything the answer holds, nested as it is.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter result: the result; NULL gives NULL.
/// - Returns: a text that is yours, to be freed with sky_free(); NULL if memory ran out.
@c public func sky_result_json(_ result: UnsafePointer<sky_result>?) -> UnsafeMutablePointer<CChar>? {
    guard let view = Border.view(result), let json = try? view.answerJSON() else { return nil }
    return UnsafeMutableRawPointer(json).assumingMemoryBound(to: CChar.self)
}

/// Give everything in one piece of memory, so that a binding needs one call in place of one for each field.
///
/// The layout is that of sky_postback_packed(). The header's "first record" is 1: record 0 is the answer as a whole,
/// the entries follow. Of each record, "verdict" is its sky_status. Behind the counted records there may be one that is
/// the library's own.
///
/// A result is its own packed block: what is returned is `result`, so a binding may read there without this call.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - result: the result; NULL gives NULL.
///   - length: receives the number of bytes; may be NULL.
/// - Returns: bytes that live as long as the result.
@c public func sky_result_packed(
    _ result: UnsafePointer<sky_result>?, _ length: UnsafeMutablePointer<UInt>?
) -> UnsafeRawPointer? {
    Border.packed(Border.view(result), length)
}

extension Border {
    /// A field of a record as C sees it.
    static func field(
        _ name: UnsafePointer<CChar>?, _ index: UInt, of record: Record, _ view: RecordView
    ) -> UnsafePointer<CChar>? {
        guard let name = optionalText(name) else { return nil }
        return chars(view.value(name, Int(clamping: index), in: record))
    }

    /// A whole block as C sees it.
    static func packed(_ view: RecordView?, _ length: UnsafeMutablePointer<UInt>?) -> UnsafeRawPointer? {
        let packed = view?.packed
        length?.pointee = UInt(packed?.count ?? 0)
        return packed?.baseAddress
    }
}
