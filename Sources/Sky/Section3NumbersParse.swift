import CSky
import SkyNumbers

/// Read a phone number: its digits, country, type and whether it is possible or valid.
///
/// With `flags` 0 every answer is that of Google's libphonenumber (docs/numbers.md names the version, and the few kinds
/// of input on which libphonenumber's own ports differ). `number` is filled in whatever is returned: a number that is
/// too long has its digits too.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - input: the number as a person or a program wrote it, UTF-8, at most 250 characters; NULL is SKY_E_ARGUMENT.
///   - length: bytes of `input`, or SKY_NUL_TERMINATED.
///   - default_region: two capital letters ("US") of the country that numbers without a country code are from; NULL for
///     none. One that libphonenumber does not know counts as none.
///   - flags: of sky_number_flag, added up; others are SKY_E_ARGUMENT.
///   - number: receives what was read; NULL is SKY_E_ARGUMENT.
///   - error: receives the reason in words and the offset in `input`; may be NULL, which is quicker if numbers are bad.
/// - Returns: SKY_OK for a number that is valid or possible (but see SKY_NUMBER_REQUIRE_VALID); SKY_E_NUMBER for
///   all others, SKY_E_UTF8, SKY_E_LIMIT (longer than 250 characters), SKY_E_ARGUMENT.
@c public func sky_parse_number(
    _ input: UnsafePointer<CChar>?, _ length: UInt, _ default_region: UnsafePointer<CChar>?, _ flags: UInt32,
    _ number: UnsafeMutablePointer<sky_number>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    guard let number else { return Border.report(Fault(SKY_E_ARGUMENT, "number: NULL"), to: error) }
    let details = error
    do throws(Fault) {
        let request = try NumberRequest(default_region, flags)
        let text = try Border.payload(input, length, "input")
        let tables = NumberTables.current
        var found = PhoneNumber.unread
        request.read(text, tables, into: &found)
        number.pointee = sky_number(found)
        if found.isAccepted(request.flags) {
            Border.clear(details)
            return SKY_OK
        }
        if details == nil, let status = Border.status(of: found, text) { return status }
        return Border.report(request.error(for: found, text, tables), to: details)
    } catch {
        number.pointee = sky_number(PhoneNumber.unread)
        return Border.report(error, to: details)
    }
}

/// Give an English sentence that says what a number's status means.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameter status: any number.
/// - Returns: a text that lives as long as the library; never NULL.
@c public func sky_number_status_text(_ status: sky_number_status) -> UnsafePointer<CChar> {
    Border.chars(NumberWords.text(of: status))
}

/// Give the name of a type of number, for example "fixed_line_or_mobile".
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameter type: any number.
/// - Returns: a text that lives as long as the library; "unknown" for a number that is no type.
@c public func sky_number_type_name(_ type: sky_number_type) -> UnsafePointer<CChar> {
    Border.chars(NumberWords.name(of: type))
}
