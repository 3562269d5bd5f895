import CSkyTables

/// Reads phone numbers exactly as libphonenumber does (docs/numbers.md says which of its ports, where they differ).
package enum PhoneNumberParser {
    /// Most characters of a text.
    package static var longestText: Int { Scratch.characterLimit }

    /// Reads a number from text as a person or a program wrote it.
    ///
    /// - Parameters:
    ///   - text: UTF-8, at most 250 characters; anything else is answered by a status, never by a trap.
    ///   - defaultRegion: The region whose habits apply to a number without a plus; nil or an unsupported one: none.
    ///   - flags: Empty for libphonenumber's answers.
    ///   - smsTypes: Types that the caller wants; a valid number of another one is `notSMSCapable`.
    ///   - tables: The tables to answer from.
    @inline(__always)
    package static func parse(
        _ text: UnsafeBufferPointer<UInt8>, defaultRegion: Region?, flags: NumberFlags,
        smsTypes: NumberTypes = .all, tables: NumberTables = .current
    ) -> PhoneNumber {
        var number = PhoneNumber.unread
        parse(text, defaultRegion: defaultRegion, flags: flags, smsTypes: smsTypes, tables: tables, into: &number)
        return number
    }

    /// The same into a number that is `unread`: without a copy, which would wait for what was just written.
    @export(interface)
    package static func parse(
        _ text: UnsafeBufferPointer<UInt8>, defaultRegion: Region?, flags: NumberFlags, smsTypes: NumberTypes,
        tables: NumberTables, into number: inout PhoneNumber
    ) {
        read(text, defaultRegion: defaultRegion, flags: flags, tables: tables, into: &number)
        if number.status == .valid, !smsTypes.holds(number.typeCode) { number.status = .notSMSCapable }
    }

    /// Why a caller does not get a number that `parse` read from a text.
    ///
    /// - Parameter number: What `parse` answered for the same text, region and tables, not accepted.
    @export(interface)
    package static func error(
        for number: PhoneNumber, _ text: UnsafeBufferPointer<UInt8>, defaultRegion: Region?,
        tables: NumberTables = .current
    ) -> NumberError {
        NumberDiagnosis(text: text, region: defaultRegion, tables: tables).error(number)
    }

    /// Judges a national number as it stands: its calling code is known and no prefix stands before it.
    ///
    /// - Parameters:
    ///   - national: 2 to 17 ASCII digits; `notANumber`, `tooShortNSN` or `parseTooLong` otherwise.
    ///   - callingCode: An assigned calling code; `invalidCountry` otherwise.
    package static func judge(
        _ national: UnsafeBufferPointer<UInt8>, callingCode: UInt16, tables: NumberTables = .current
    ) -> PhoneNumber {
        guard national.count >= 2 else { return PhoneNumber(status: .tooShortNSN) }
        guard national.count <= 17 else { return PhoneNumber(status: .parseTooLong) }
        guard let code = tables.code(withValue: callingCode) else { return PhoneNumber(status: .invalidCountry) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: DigitRun.longestNational) { space in
            var number = PhoneNumber(status: .notANumber)
            guard let values = space.baseAddress else { return number }
            for index in 0..<national.count {
                let value = national[index] &- UInt8(ascii: "0")
                guard value < 10 else { return number }
                values[index] = value
            }
            let digits = DigitRun(start: UnsafePointer(values), count: national.count)
            number.status = tables.judge(digits, code, into: &number)
            return number
        }
    }

    @inline(__always)
    static func read(
        _ text: UnsafeBufferPointer<UInt8>, defaultRegion: Region?, flags: NumberFlags, tables: NumberTables
    ) -> PhoneNumber {
        var number = PhoneNumber(status: .notANumber)
        read(text, defaultRegion: defaultRegion, flags: flags, tables: tables, into: &number)
        return number
    }

    private static func read(
        _ text: UnsafeBufferPointer<UInt8>, defaultRegion: Region?, flags: NumberFlags, tables: NumberTables,
        into number: inout PhoneNumber
    ) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Scratch.size) { space in
            guard let base = space.baseAddress else { return }
            var plan: UnsafePointer<sky_number_plan>?
            var isSupported = false
            if let defaultRegion {
                plan = tables.plan(of: defaultRegion)
                isSupported = plan != nil && defaultRegion.isUppercase
            }
            let reader = NumberReader(
                tables: tables, plan: plan, regionIsSupported: isSupported, flags: flags, scratch: Scratch(base))
            reader.read(text, into: &number)
        }
    }
}
