import CPlatform
import CSky
import SkyDocument
import SkyProtocol

/// Read a postback: a delivery report, an inbound message, a subscription.
///
/// A document that is not well-formed is refused, never repaired; keep what you received. A document with a DOCTYPE, of
/// more than 8 MiB, 32 levels, 100000 elements and attributes, 64 attributes of one element or 300 notifications is
/// refused as well. Cellcast's callbacks are JSON, one object or an array of any number; 64 levels and 400000 values
/// are the limits there, and an element that is no event does not lose the others.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - provider: whose postback it is.
///   - body: the request's body: the document itself, or at Skycore's a form with the field "xml"; NULL is
///     SKY_E_ARGUMENT.
///   - length: bytes of `body`, or SKY_NUL_TERMINATED.
///   - postback: receives the postback, to be freed with sky_postback_free(); set to NULL on failure.
///   - error: receives the details, with the offset in the document; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_LIMIT, SKY_E_DOCUMENT, SKY_E_PROTOCOL (well-formed, but not a
///   postback) or SKY_E_INTERNAL.
@c public func sky_parse_postback(
    _ provider: sky_provider, _ body: UnsafePointer<CChar>?, _ length: UInt,
    _ postback: UnsafeMutablePointer<UnsafeMutablePointer<sky_postback>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    postback?.pointee = nil
    return Border.run(error) { () throws(Fault) in
        guard let postback else { throw Fault(SKY_E_ARGUMENT, "postback: NULL") }
        let provider = try Border.provider(provider)
        let bytes = try Border.payload(body, length, "body")
        var block: RecordBlock
        do throws(ProtocolError) { block = try provider.readPostback(bytes) } catch { throw Fault(error) }
        postback.pointee = block.release()?.assumingMemoryBound(to: sky_postback.self)
    }
}

/// Read a postback into memory of yours, in the packed form: one call, no handle, nothing to free.
///
/// For bindings, whose foreign calls cost more than the reading does. What is written is what sky_postback_packed()
/// gives. If there is too little room nothing is written, the status is SKY_E_LIMIT and `needed` is larger than `size`;
/// call again with so much. Usual postbacks take less than 2 KiB.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - provider: whose postback it is.
///   - body: the request's body, as sky_parse_postback() takes it; NULL is SKY_E_ARGUMENT.
///   - length: bytes of `body`, or SKY_NUL_TERMINATED.
///   - buffer: where to write, at any alignment; NULL is SKY_E_ARGUMENT unless `size` is 0.
///   - size: bytes of room at `buffer`.
///   - needed: receives the number of bytes written, or that would have been; 0 if the body cannot be read; may be
///     NULL.
///   - error: receives the details, with the offset in the document; may be NULL.
/// - Returns: SKY_OK, SKY_E_LIMIT (too little room, or as sky_parse_postback(), with `needed` 0), SKY_E_ARGUMENT,
///   SKY_E_UTF8, SKY_E_DOCUMENT, SKY_E_PROTOCOL or SKY_E_INTERNAL.
@c public func sky_postback_read(
    _ provider: sky_provider, _ body: UnsafePointer<CChar>?, _ length: UInt, _ buffer: UnsafeMutableRawPointer?,
    _ size: UInt, _ needed: UnsafeMutablePointer<UInt>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    needed?.pointee = 0
    return Border.run(error) { () throws(Fault) in
        guard buffer != nil || size == 0 else { throw Fault(SKY_E_ARGUMENT, "buffer: NULL") }
        guard size <= UInt(Int.max) else { throw Fault(SKY_E_ARGUMENT, "size: beyond memory") }
        let provider = try Border.provider(provider)
        let bytes = try Border.payload(body, length, "body")
        let room = UnsafeMutableRawBufferPointer(start: buffer, count: Int(size))
        let written: Int
        do throws(ProtocolError) { written = try provider.readPostback(bytes, into: room) } catch { throw Fault(error) }
        needed?.pointee = UInt(written)
        guard written <= room.count else { throw Fault(SKY_E_LIMIT, "buffer: too little room") }
    }
}

/// Free a postback.
///
/// Threads: no other thread may be using the postback. Since 0.1.0.
///
/// - Parameter postback: the postback; NULL is fine and does nothing.
@c public func sky_postback_free(_ postback: UnsafeMutablePointer<sky_postback>?) {
    free(postback)
}

/// Give the number of notifications in a postback.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter postback: the postback; NULL gives 0.
/// - Returns: 0 to 300, usually 1; of Cellcast's callbacks any number.
@c public func sky_postback_count(_ postback: UnsafePointer<sky_postback>?) -> UInt {
    Border.view(postback).map { UInt($0.header.count) } ?? 0
}

/// Give what a notification is about.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - postback: the postback; NULL gives SKY_POSTBACK_OTHER.
///   - notification: 0 to sky_postback_count() - 1; any other number gives SKY_POSTBACK_OTHER.
/// - Returns: the kind.
@c public func sky_postback_kind(
    _ postback: UnsafePointer<sky_postback>?, _ notification: UInt
) -> sky_notification_kind {
    guard let record = Border.notification(postback, notification)?.1 else { return SKY_POSTBACK_OTHER }
    return sky_notification_kind(record.kind)
}

/// Give what a notification says about its message.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - postback: the postback; NULL gives SKY_VERDICT_UNKNOWN.
///   - notification: 0 to sky_postback_count() - 1; any other number gives SKY_VERDICT_UNKNOWN.
/// - Returns: the verdict: by the code's meaning, and a failure if the status says so whatever the code.
@c public func sky_postback_verdict(
    _ postback: UnsafePointer<sky_postback>?, _ notification: UInt
) -> sky_verdict {
    guard let record = Border.notification(postback, notification)?.1 else { return SKY_VERDICT_UNKNOWN }
    return sky_verdict(record.verdict)
}

/// Tell whether nothing more is to be expected about the message, template, number or pass of a notification.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - postback: the postback; NULL gives 0.
///   - notification: 0 to sky_postback_count() - 1; any other number gives 0.
/// - Returns: 1 if nothing more is to be expected; 0 if more may follow or nobody can tell.
@c public func sky_postback_is_final(_ postback: UnsafePointer<sky_postback>?, _ notification: UInt) -> Int32 {
    Int32(truncatingIfNeeded: Border.notification(postback, notification)?.1.isFinal ?? 0)
}

/// Give a field of a notification, for example "TRACKINGID".
///
/// Names match without regard to case, `-` and `_`. "A/B" names a field B inside an element A, "A@B" the attribute B of
/// field A, "@B" an attribute of the notification. A field that has two names (TIMESTAMP and RECEIVED, SPID and
/// OPERATORID, …) is found by either.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - postback: the postback; NULL gives NULL.
///   - notification: 0 to sky_postback_count() - 1; any other number gives NULL.
///   - name: the field's name; NULL gives NULL.
///   - index: which one of several fields of that name, from 0.
/// - Returns: a text that lives as long as the postback, "" for an empty field; NULL if there is no such field.
@c public func sky_postback_field(
    _ postback: UnsafePointer<sky_postback>?, _ notification: UInt, _ name: UnsafePointer<CChar>?, _ index: UInt
) -> UnsafePointer<CChar>? {
    guard let (view, record) = Border.notification(postback, notification) else { return nil }
    return Border.field(name, index, of: record, view)
}

/// Give the number of files that an inbound MMS names.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - postback: the postback; NULL gives 0.
///   - notification: 0 to sky_postback_count() - 1; any other number gives 0.
/// - Returns: the number of files.
@c public func sky_postback_file_count(_ postback: UnsafePointer<sky_postback>?, _ notification: UInt) -> UInt {
    guard let (view, record) = Border.notification(postback, notification) else { return 0 }
    return UInt(view.fileCount(of: record))
}

/// Give the URL of a file that an inbound MMS names. The library fetches none.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - postback: the postback; NULL gives NULL.
///   - notification: 0 to sky_postback_count() - 1; any other number gives NULL.
///   - file: 0 to sky_postback_file_count() - 1; any other number gives NULL.
/// - Returns: a text that lives as long as the postback.
@c public func sky_postback_file(
    _ postback: UnsafePointer<sky_postback>?, _ notification: UInt, _ file: UInt
) -> UnsafePointer<CChar>? {
    guard let (view, record) = Border.notification(postback, notification) else { return nil }
    return Border.chars(view.file(Int(clamping: file), in: record))
}

/// Give a name for the event behind a notification: equal if the same event is delivered again.
///
/// The provider delivers at least once and gives notifications no id, so use this one as a unique key. It is made of
/// all the notification's fields, whatever their order, and stays the same in all later versions of the library.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - postback: the postback; NULL gives NULL.
///   - notification: 0 to sky_postback_count() - 1; any other number gives NULL.
/// - Returns: 32 hexadecimal digits, a text that lives as long as the postback.
@c public func sky_postback_fingerprint(
    _ postback: UnsafePointer<sky_postback>?, _ notification: UInt
) -> UnsafePointer<CChar>? {
    guard let (view, record) = Border.notification(postback, notification) else { return nil }
    return Border.chars(view.fingerprint(of: record))
}

/// Give the postback as JSON, with everything its notifications hold, nested as it is.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter postback: the postback; NULL gives NULL.
/// - Returns: a text that is yours, to be freed with sky_free(); NULL if memory ran out.
@c public func sky_postback_json(_ postback: UnsafePointer<sky_postback>?) -> UnsafeMutablePointer<CChar>? {
    guard let view = Border.view(postback), let json = try? view.postbackJSON() else { return nil }
    return UnsafeMutableRawPointer(json).assumingMemoryBound(to: CChar.self)
}

/// Give everything in one piece of memory, so that a binding needs one call in place of one for each field.
///
/// All numbers have 32 bits in the machine's byte order; all offsets but those of fields count from the first byte.
///
/// * Header, 64 bytes: format (2), size, count, first record, offset of records, offset of fields, offset and length of
///   the raw body, status, HTTP status, tries, elapsed milliseconds, wait in milliseconds, provider, offset of the
///   first name, offset of the first value.
/// * Records, 48 bytes each, right behind the header: kind, verdict, is final, first field, number of fields, offset
///   and length of names, offset and length of values, offset of the fingerprint (or 0), two reserved. The
///   notifications are the "count" records from "first record" on.
/// * Fields, 16 bytes each: offset and length of the name, offset and length of the value, counted from the first name
///   and from the first value.
///
/// The names of a record lie one behind the other, each followed by a NUL, and so do its values, in the same order. No
/// name and no value holds a NUL, neither in XML nor in JSON, whose values may hold every other control character. So
/// splitting both at NUL gives all fields. Names are in upper case, in the documented spelling (those of JSON as the
/// document has them), with "/" and "@" as sky_postback_field() takes them.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - postback: the postback; NULL gives NULL.
///   - length: receives the number of bytes; may be NULL.
/// - Returns: bytes that live as long as the postback.
@c public func sky_postback_packed(
    _ postback: UnsafePointer<sky_postback>?, _ length: UnsafeMutablePointer<UInt>?
) -> UnsafeRawPointer? {
    Border.packed(Border.view(postback), length)
}

/// Give the postback's body as it came in.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - postback: the postback; NULL gives NULL.
///   - length: receives the number of bytes; may be NULL. A NUL follows the body that is not counted.
/// - Returns: bytes that live as long as the postback.
@c public func sky_postback_raw(
    _ postback: UnsafePointer<sky_postback>?, _ length: UnsafeMutablePointer<UInt>?
) -> UnsafePointer<CChar>? {
    let raw = Border.view(postback)?.raw
    length?.pointee = UInt(raw?.count ?? 0)
    return Border.chars(raw)
}

/// Tell whether a provider sends postbacks from an address. Postbacks are not signed; this is the only check there is.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - provider: whose addresses to look through.
///   - ip: the address the request came from, "192.0.2.1" or "::ffff:192.0.2.1"; NULL gives 0.
/// - Returns: 1 if the address is one that the provider has published, else 0.
@c public func sky_postback_source_is_known(_ provider: sky_provider, _ ip: UnsafePointer<CChar>?) -> Int32 {
    guard let known = Provider(rawValue: provider.rawValue), let text = Border.optionalText(ip),
        let address = SourceAddress(text)
    else { return 0 }
    return known.sendsPostbacks(from: address) ? 1 : 0
}

extension Border {
    /// A notification, with the postback it is from.
    static func notification(
        _ postback: UnsafePointer<sky_postback>?, _ index: UInt
    ) -> (RecordView, Record)? {
        guard let view = view(postback), let record = view.entry(Int(clamping: index)) else { return nil }
        return (view, record)
    }
}
