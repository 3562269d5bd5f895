import CPlatform
import CSky
import SkyText

/// Tell what a text costs as an SMS, why, and what it would cost simplified.
///
/// One character that the GSM 7-bit alphabet does not have makes the whole text UCS-2, in which less than half as much
/// fits: `info` names the first of them. One pass, no memory is allocated.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - text: the text, UTF-8; NULL is SKY_E_ARGUMENT.
///   - length: bytes of `text`, at most 1048576, or SKY_NUL_TERMINATED.
///   - options: 0, or a sum of sky_text_option for national tables.
///   - info: receives what was measured; all 0 on failure; NULL is SKY_E_ARGUMENT.
///   - error: receives the details, with the offset in `text`; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a NUL within) or SKY_E_LIMIT (longer than 1048576 bytes).
@c public func sky_measure_text(
    _ text: UnsafePointer<CChar>?, _ length: UInt, _ options: UInt32, _ info: UnsafeMutablePointer<sky_text_info>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let info else { throw Fault(SKY_E_ARGUMENT, "info: NULL") }
        info.pointee = sky_text_info()
        let bytes = try Border.payload(text, length, "text")
        let choice = try Border.textOptions(options)
        do throws(TextError) {
            info.pointee = sky_text_info(try TextMeter.measure(bytes, options: choice))
        } catch {
            throw Fault(error)
        }
    }
}

/// Give the parts in which a text travels, as places in the text.
///
/// Without options the borders are where networks set them, and there are as many parts as sky_measure_text() counts
/// segments. An escape is never parted from its septet, nor a surrogate from its other half. With
/// SKY_TEXT_KEEP_CLUSTERS borders do not cut what people see as one character (emoji with modifiers and joiners, flags,
/// letters with combining marks, CR LF) unless it is longer than a part; sky_measure_split() tells what that costs. The
/// parts joined are the text; an empty text has none.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - text: the text, UTF-8; NULL is SKY_E_ARGUMENT.
///   - length: bytes of `text`, at most 1048576, or SKY_NUL_TERMINATED.
///   - options: 0, or a sum of sky_text_option: SKY_TEXT_KEEP_CLUSTERS, national tables.
///   - parts: receives the first `capacity` parts; may be NULL if `capacity` is 0.
///   - capacity: how many parts `parts` has room for.
///   - count: receives the number of parts there are, be it more than `capacity`; 0 on failure; NULL is SKY_E_ARGUMENT.
///   - error: receives the details, with the offset in `text`; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a NUL within) or SKY_E_LIMIT (longer than 1048576 bytes).
@c public func sky_split_text(
    _ text: UnsafePointer<CChar>?, _ length: UInt, _ options: UInt32, _ parts: UnsafeMutablePointer<sky_text_part>?,
    _ capacity: UInt, _ count: UnsafeMutablePointer<UInt>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let count else { throw Fault(SKY_E_ARGUMENT, "count: NULL") }
        count.pointee = 0
        let bytes = try Border.payload(text, length, "text")
        let choice = try Border.textOptions(options)
        guard parts != nil || capacity == 0 else { throw Fault(SKY_E_ARGUMENT, "parts: NULL") }
        var splitter: TextSplitter
        do throws(TextError) {
            let keeps = options & SKY_TEXT_KEEP_CLUSTERS.rawValue != 0
            splitter = try TextSplitter(bytes, options: choice, keepingClusters: keeps)
        } catch {
            throw Fault(error)
        }
        var found = 0
        while let part = splitter.next() {
            if let parts, UInt(found) < capacity { parts[found] = sky_text_part(part) }
            found &+= 1
        }
        count.pointee = UInt(found)
    }
}

/// Tell what it costs to keep grapheme clusters whole, and what it saves from being cut.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - text: the text, UTF-8; NULL is SKY_E_ARGUMENT.
///   - length: bytes of `text`, at most 1048576, or SKY_NUL_TERMINATED.
///   - options: 0, or a sum of sky_text_option for national tables.
///   - cost: receives what was measured; all 0 on failure; NULL is SKY_E_ARGUMENT.
///   - error: receives the details, with the offset in `text`; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a NUL within) or SKY_E_LIMIT (longer than 1048576 bytes).
@c public func sky_measure_split(
    _ text: UnsafePointer<CChar>?, _ length: UInt, _ options: UInt32, _ cost: UnsafeMutablePointer<sky_split_cost>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let cost else { throw Fault(SKY_E_ARGUMENT, "cost: NULL") }
        cost.pointee = sky_split_cost()
        let bytes = try Border.payload(text, length, "text")
        let choice = try Border.textOptions(options)
        do throws(TextError) {
            cost.pointee = sky_split_cost(try TextSplitter.cost(bytes, options: choice))
        } catch {
            throw Fault(error)
        }
    }
}

/// Rewrite a text so that it costs less and means the same.
///
/// Typographic quotes, dashes, ellipses, unusual spaces, letters with marks, wide forms and the like get their nearest
/// spelling in the GSM 7-bit alphabet, if that saves the whole text from UCS-2; else only letters and combining marks
/// are put together (NFC). The result never takes more segments than the text, and simplified again it stays as it is.
/// Other scripts stay unless SKY_TEXT_TRANSLITERATE asks for Greek and Cyrillic. sky_simplify_report() lists what is
/// replaced.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - text: the text, UTF-8; NULL is SKY_E_ARGUMENT.
///   - length: bytes of `text`, at most 1048576, or SKY_NUL_TERMINATED.
///   - options: 0, or a sum of sky_text_option: SKY_TEXT_TRANSLITERATE, national tables.
///   - simplified: receives the text, UTF-8 with a NUL behind it, to be freed with sky_free(); NULL on failure; may not
///     be NULL itself.
///   - error: receives the details, with the offset in `text`; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a NUL within), SKY_E_LIMIT (longer than 1048576 bytes) or
///   SKY_E_INTERNAL (no memory).
@c public func sky_simplify_text(
    _ text: UnsafePointer<CChar>?, _ length: UInt, _ options: UInt32,
    _ simplified: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let simplified else { throw Fault(SKY_E_ARGUMENT, "simplified: NULL") }
        simplified.pointee = nil
        let simplifier = try Border.simplifier(text, length, options)
        let size = simplifier.byteCount
        guard let memory = malloc(size &+ 1) else { throw Fault.outOfMemory }
        let room = memory.bindMemory(to: UInt8.self, capacity: size &+ 1)
        room[simplifier.write(into: UnsafeMutableBufferPointer(start: room, count: size))] = 0
        simplified.pointee = memory.assumingMemoryBound(to: CChar.self)
    }
}

/// List the replacements that sky_simplify_text() makes in a text, from left to right.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - text: the text, UTF-8; NULL is SKY_E_ARGUMENT.
///   - length: bytes of `text`, at most 1048576, or SKY_NUL_TERMINATED.
///   - options: as given to sky_simplify_text().
///   - replacements: receives the first `capacity` replacements; may be NULL if `capacity` is 0.
///   - capacity: how many replacements `replacements` has room for.
///   - count: receives the number of replacements there are, be it more than `capacity`; 0 on failure; NULL is
///     SKY_E_ARGUMENT.
///   - error: receives the details, with the offset in `text`; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a NUL within) or SKY_E_LIMIT (longer than 1048576 bytes).
@c public func sky_simplify_report(
    _ text: UnsafePointer<CChar>?, _ length: UInt, _ options: UInt32,
    _ replacements: UnsafeMutablePointer<sky_replacement>?, _ capacity: UInt, _ count: UnsafeMutablePointer<UInt>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let count else { throw Fault(SKY_E_ARGUMENT, "count: NULL") }
        count.pointee = 0
        let simplifier = try Border.simplifier(text, length, options)
        guard replacements != nil || capacity == 0 else { throw Fault(SKY_E_ARGUMENT, "replacements: NULL") }
        var found = 0
        simplifier.list { replacement in
            if let replacements, UInt(found) < capacity { replacements[found] = sky_replacement(replacement) }
            found &+= 1
        }
        count.pointee = UInt(found)
    }
}

/// Tell how long a text a provider takes, from what it says in public.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - provider: whose limit; also one that the library does not speak yet.
///   - field: which text of a message.
///   - limit: receives the limit; all 0 on failure; NULL is SKY_E_ARGUMENT.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK or SKY_E_ARGUMENT.
@c public func sky_text_limit(
    _ provider: sky_provider, _ field: sky_text_field, _ limit: UnsafeMutablePointer<sky_limit>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let limit else { throw Fault(SKY_E_ARGUMENT, "limit: NULL") }
        limit.pointee = sky_limit()
        guard let known = TextProvider(rawValue: provider.rawValue) else {
            throw Fault(SKY_E_ARGUMENT, "provider: not one of sky_provider")
        }
        guard field.rawValue <= SKY_FIELD_SENDER.rawValue,
            let place = TextField(rawValue: UInt8(truncatingIfNeeded: field.rawValue))
        else { throw Fault(SKY_E_ARGUMENT, "field: not one of sky_text_field") }
        limit.pointee = sky_limit(ProviderLimits.limit(of: place, at: known))
    }
}

extension Border {
    /// A sum of `sky_text_option`.
    @inline(never)
    static func textOptions(_ options: UInt32) throws(Fault) -> TextOptions {
        let flags = SKY_TEXT_KEEP_CLUSTERS.rawValue | SKY_TEXT_TRANSLITERATE.rawValue
        let languages: UInt32 = 0x00FF_FF00
        guard options & ~(flags | languages) == 0,
            let locking = NationalLanguage(rawValue: UInt8(truncatingIfNeeded: options >> 8)),
            let single = NationalLanguage(rawValue: UInt8(truncatingIfNeeded: options >> 16))
        else { throw Fault(SKY_E_ARGUMENT, "options: not a sum of sky_text_option") }
        return TextOptions(
            locking: locking, single: single, transliterates: options & SKY_TEXT_TRANSLITERATE.rawValue != 0)
    }

    /// The simplifier of a text.
    @inline(never)
    static func simplifier(
        _ text: UnsafePointer<CChar>?, _ length: UInt, _ options: UInt32
    ) throws(Fault) -> TextSimplifier {
        let bytes = try payload(text, length, "text")
        let choice = try textOptions(options)
        do throws(TextError) {
            return try TextSimplifier(bytes, options: choice)
        } catch {
            throw Fault(error)
        }
    }
}
