import CSkyTables

/// Numbers in the form that providers want.
package enum MSISDN {
    /// Most digits of a result: three of a calling code and 17 of a national number.
    package static let maximumDigits = 20

    /// The metadata version that the built-in tables were made from, NUL-terminated ASCII.
    package static var metadataVersion: UnsafePointer<CChar> { NumberTables.builtIn.version }

    /// Times that digits are read again before they are given up as unstable; two suffice for all known plans.
    private static let rereadingLimit = 8

    /// Brings a number into international digits without plus.
    ///
    /// Accepts every *possible* number, valid or not, because metadata that has aged must not refuse a real customer.
    /// Without a default region digits are international already, whether they begin with `+`, `00`, `011` or at once
    /// with the calling code. A result given back without a region is its own result, always: what follows the calling
    /// code is kept if it is valid as it stands, and otherwise rid of national prefixes until nothing changes.
    ///
    /// - Throws: A number with an extension (nobody can send a text message to it), one that is not possible, and
    ///   anything else that is not one number; the error says what is wrong and where.
    @export(interface)
    package static func normalize(
        _ text: UnsafeBufferPointer<UInt8>, defaultRegion: Region?, tables: NumberTables = .builtIn
    ) throws(NumberError) -> MSISDNDigits {
        let number = read(text, defaultRegion: defaultRegion, tables: tables)
        guard number.status == .valid || number.status == .possible, number.extensionLength == 0,
            !isUnknown(defaultRegion, tables)
        else {
            throw NumberDiagnosis(text: text, region: defaultRegion, tables: tables).normalizationError(number)
        }
        return MSISDNDigits(number)
    }

    /// The number behind `normalize`, with its status, type and region; not possible if its status says so.
    @export(interface)
    package static func read(
        _ text: UnsafeBufferPointer<UInt8>, defaultRegion: Region?, tables: NumberTables = .builtIn
    ) -> PhoneNumber {
        var flags: NumberFlags = .keepValidDigits
        if defaultRegion == nil { flags.formUnion(.bareDigits) }
        var number = PhoneNumberParser.read(
            text, defaultRegion: defaultRegion?.uppercased, flags: flags, tables: tables)
        guard number.status == .possible else { return number }
        for _ in 0..<rereadingLimit {
            let digits = MSISDNDigits(number)
            var again = digits.withBytes { bytes in
                PhoneNumberParser.read(
                    bytes, defaultRegion: nil, flags: .rereading, tables: tables)
            }
            again.extensionOffset = number.extensionOffset
            again.extensionLength = number.extensionLength
            if again.status != .possible || MSISDNDigits(again) == digits { return again }
            number = again
        }
        number.status = .invalidLength
        return number
    }

    private static func isUnknown(_ region: Region?, _ tables: NumberTables) -> Bool {
        guard let region else { return false }
        return tables.plan(of: region) == nil
    }
}
