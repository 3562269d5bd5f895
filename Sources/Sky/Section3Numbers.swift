import CSky
import SkyClient
import SkyNumbers

/// Bring a phone number into the form that providers want: digits in international format, without a plus.
///
/// Every number that is *possible* in its country is accepted, whether or not it is known to be in use. Without a
/// region bare digits are international already ("17743199144", "+1 774 319 9144" and "001 774 319 9144" give the
/// same), so a result that is fed back gives itself. On failure `msisdn` is set to "".
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - input: the number as a person or a program wrote it, UTF-8; NULL is SKY_E_ARGUMENT.
///   - length: bytes of `input`, or SKY_NUL_TERMINATED.
///   - default_region: two letters ("US") of the country that numbers without a country code are from; NULL for none.
///   - msisdn: room for SKY_MSISDN_SIZE bytes; receives the digits and a NUL; NULL is SKY_E_ARGUMENT.
///   - error: receives the details, with the offset in `input`; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_LIMIT (longer than 250 characters) or SKY_E_NUMBER.
@c public func sky_normalize_msisdn(
    _ input: UnsafePointer<CChar>?, _ length: UInt, _ default_region: UnsafePointer<CChar>?,
    _ msisdn: UnsafeMutablePointer<CChar>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    guard let msisdn else { return Border.report(Fault(SKY_E_ARGUMENT, "msisdn: NULL"), to: error) }
    msisdn[0] = 0
    let details = error
    do throws(Fault) {
        let text = try Border.payload(input, length, "input")
        let region = try Border.region(default_region, "default_region")
        let tables = NumberTables.current
        let number = MSISDN.readable(text, defaultRegion: region, tables: tables)
        if number.isAccepted(.exact) {
            number.copyDigits(to: msisdn)
            msisdn[MSISDN.maximumDigits] = 0
            Border.clear(details)
            return SKY_OK
        }
        if details == nil, let status = Border.status(of: number, text) { return status }
        return Border.report(MSISDN.error(for: number, text, defaultRegion: region, tables: tables), to: details)
    } catch {
        return Border.report(error, to: details)
    }
}

/// Give the version of the numbering plans in use, for example "9.0.43": those that the library was built with, or
/// those that sky_numbers_load() took.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Returns: libphonenumber's version of its metadata, a text that lives as long as the library.
@c public func sky_numbers_version() -> UnsafePointer<CChar> {
    MSISDN.metadataVersion
}

/// Load newer numbering plans, so that they can be renewed without a new library.
///
/// A file or a piece of memory holds them, as tools/numbers/make_number_tables.py writes it. It is copied, and the copy
/// is checked from end to end (form, size, checksum, every index in it) before the first number is read with it; one
/// that fails is refused, and the plans in use stay in use. Plans that were taken answer for the whole process at once.
/// Calls that are under way in other threads end with the plans they began with.
///
/// The copy, about 120 KB, is kept until the process ends, since other threads may be reading. Loading the same plans
/// again takes no new memory.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - path: the file; NULL if `bytes` are given. With neither the plans that the library was built with are used
///     again.
///   - bytes: the file's contents; NULL if `path` is given.
///   - length: bytes of `bytes`, at most 4194304.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT (both given, or a file that cannot be read), SKY_E_LIMIT, SKY_E_DOCUMENT (not such
///   plans, of another format, damaged or inconsistent; the message says which) or SKY_E_INTERNAL (no memory).
@c public func sky_numbers_load(
    _ path: UnsafePointer<CChar>?, _ bytes: UnsafeRawPointer?, _ length: UInt, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        switch (path, bytes) {
        case (nil, nil):
            NumberTables.useBuiltIn()
        case (nil, let bytes?):
            guard length <= UInt(NumberTables.largestBlob) else { throw Fault(SKY_E_LIMIT, NumberTablesFile.tooLong) }
            try NumberTablesFile.use(UnsafeRawBufferPointer(start: bytes, count: Int(length)))
        case (let path?, nil):
            try NumberTablesFile.use(path)
        default:
            throw Fault(SKY_E_ARGUMENT, "path: bytes are given as well")
        }
    }
}

/// Give the room that a number needs as text, for languages that cannot read macros.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Returns: SKY_MSISDN_SIZE.
@c public func sky_msisdn_size() -> UInt {
    UInt(SKY_MSISDN_SIZE)
}
