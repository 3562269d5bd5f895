import CSkyTables

/// Numbers in the form that providers want.
package enum MSISDN {
    /// Most digits of a result: three of a calling code and 17 of a national number.
    package static let maximumDigits = 20

    /// The version of the metadata in use, NUL-terminated ASCII; stays readable after other tables are loaded.
    package static var metadataVersion: UnsafePointer<CChar> { NumberTables.current.version }

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
        _ text: UnsafeBufferPointer<UInt8>, defaultRegion: Region?, tables: NumberTables = .current
    ) throws(NumberError) -> MSISDNDigits {
        let number = read(text, defaultRegion: defaultRegion, tables: tables)
        guard number.status == .valid || number.status == .possible, number.extensionLength == 0,
            !isUnknown(defaultRegion, tables)
        else {
            throw NumberDiagnosis(text: text, region: defaultRegion, tables: tables).normalizationError(number)
        }
        return MSISDNDigits(number)
    }

    /// The number behind `normalize`, with its status, type and region; not possible if its status says so. A NUL in
    /// the text, which libphonenumber overlooks at the end, is refused: C would see another text.
    @export(interface)
    package static func read(
        _ text: UnsafeBufferPointer<UInt8>, defaultRegion: Region?, tables: NumberTables = .current
    ) -> PhoneNumber {
        if NumberDiagnosis.firstNUL(in: text) != nil { return .unread }
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

    /// What `normalize` makes of a text, as a status: a number that it would refuse for its extension is
    /// `notSMSCapable`, and so is a valid one of a type that the caller does not want; an unknown region is
    /// `invalidCountry`.
    @export(interface)
    package static func readable(
        _ text: UnsafeBufferPointer<UInt8>, defaultRegion: Region?, smsTypes: NumberTypes = .all,
        tables: NumberTables = .current
    ) -> PhoneNumber {
        if isUnknown(defaultRegion, tables) { return PhoneNumber(status: .invalidCountry) }
        var number = read(text, defaultRegion: defaultRegion, tables: tables)
        if number.extensionLength > 0, number.status.hasDigits {
            return PhoneNumber(status: .notSMSCapable)
        }
        if number.status == .valid, !smsTypes.holds(number.typeCode) { number.status = .notSMSCapable }
        return number
    }

    /// Why a caller does not get a number that `readable` made of a text.
    @export(interface)
    package static func error(
        for number: PhoneNumber, _ text: UnsafeBufferPointer<UInt8>, defaultRegion: Region?,
        tables: NumberTables = .current
    ) -> NumberError {
        let diagnosis = NumberDiagnosis(text: text, region: defaultRegion, tables: tables)
        // `readable` left out where the extension stands.
        let whole = number.status == .notSMSCapable ? read(text, defaultRegion: defaultRegion, tables: tables) : number
        return diagnosis.normalizationError(whole.extensionLength > 0 ? whole : number)
    }

    private static func isUnknown(_ region: Region?, _ tables: NumberTables) -> Bool {
        guard let region else { return false }
        return tables.plan(of: region) == nil
    }
}
