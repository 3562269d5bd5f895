import CSky
import SkyClient
import SkyNumbers

/// Bring a phone number into the form that providers want: digits in international format, without a plus.
///
/// Every number that is *possible* in its country is accepted, whether or not it is known to be in use. Without a region
/// bare digits are international already ("17743199144", "+1 774 319 9144" and "001 774 319 9144" give the same), so a
/// result that is fed back gives itself. On failure `msisdn` is set to "".
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - input: the number as a person or a program wrote it, UTF-8; NULL is SKY_E_ARGUMENT.
///   - length: bytes of `input`, or SKY_NUL_TERMINATED.
///   - default_region: two capital letters ("US") of the country that numbers without a country code are from; NULL
///     for none.
///   - msisdn: room for SKY_MSISDN_SIZE bytes; receives the digits and a NUL; NULL is SKY_E_ARGUMENT.
///   - error: receives the details, with the offset in `input`; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_LIMIT (longer than 250 characters) or SKY_E_NUMBER.
@c public func sky_normalize_msisdn(
    _ input: UnsafePointer<CChar>?, _ length: UInt, _ default_region: UnsafePointer<CChar>?,
    _ msisdn: UnsafeMutablePointer<CChar>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let msisdn else { throw Fault(SKY_E_ARGUMENT, "msisdn: NULL") }
        msisdn[0] = 0
        let text = try Border.payload(input, length, "input")
        let region = try Border.region(default_region, "default_region")
        let digits: MSISDNDigits
        do throws(NumberError) {
            digits = try MSISDN.normalize(text, defaultRegion: region)
        } catch {
            throw Fault(error, field: "input")
        }
        digits.withBytes { bytes in
            for index in 0..<bytes.count { msisdn[index] = CChar(bitPattern: bytes[index]) }
            msisdn[bytes.count] = 0
        }
    }
}

/// Give the version of the numbering plans that the library holds, for example "9.0.43".
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Returns: libphonenumber's version of its metadata, a text that lives as long as the library.
@c public func sky_numbers_version() -> UnsafePointer<CChar> {
    MSISDN.metadataVersion
}

/// Give the room that a number needs as text, for languages that cannot read macros.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Returns: SKY_MSISDN_SIZE.
@c public func sky_msisdn_size() -> UInt {
    UInt(SKY_MSISDN_SIZE)
}

extension Border {
    /// A region that may be NULL.
    static func region(_ text: UnsafePointer<CChar>?, _ field: StaticString) throws(Fault) -> Region? {
        guard let text = optionalText(text) else { return nil }
        guard let region = Region(text), region.uppercased.isSupported else {
            throw Fault(SKY_E_ARGUMENT, field, ": not the two letters of a country that has phone numbers")
        }
        return region
    }
}
