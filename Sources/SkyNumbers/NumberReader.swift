import CSkyTables

/// Steps 8 to 16 of docs/numbers.md: from digits to a judged number.
struct NumberReader {
    let tables: NumberTables
    /// The default region's plan, if it has one.
    let plan: UnsafePointer<sky_number_plan>?
    /// Whether bare digits may be read as a number of that region (step 5).
    let regionIsSupported: Bool
    let flags: NumberFlags
    let scratch: Scratch

    /// What steps 8 to 10 found at the front of the digits.
    enum CallingCode {
        case found(UnsafePointer<sky_number_code>, DigitRun)
        /// The digits are a national number of the default region.
        case none
        case refused(NumberStatus)
    }

    /// Makes `number`, which is fresh, what the text is.
    @inline(__always)
    func read(_ text: UnsafeBufferPointer<UInt8>, into number: inout PhoneNumber) {
        let needsPlus = !regionIsSupported && flags.rawValue & NumberFlags.bareDigits.rawValue == 0
        switch TextReader(tables: tables, scratch: scratch, text: text).read(needsPlus: needsPlus) {
        case .notUTF8:
            number.isInvalidUTF8 = true
        case .refused(let status):
            number.status = status
        case .digits(let count, let hasPlus, let extensionOffset, let extensionLength):
            read(DigitRun(start: UnsafePointer(scratch.digits), count: count), hasPlus: hasPlus, into: &number)
            if extensionLength > 0, number.status.hasDigits {
                number.extensionOffset = UInt16(truncatingIfNeeded: extensionOffset)
                number.extensionLength = UInt16(truncatingIfNeeded: extensionLength)
            }
            if flags.contains(.expectMobile) { expectMobile(&number) }
        }
    }

    /// Makes `number`, which is fresh, what the digits are.
    @inline(__always)
    func read(_ digits: DigitRun, hasPlus: Bool, into number: inout PhoneNumber) {
        var reading = callingCode(digits, isInternational: hasPlus || isAssumedInternational(digits))
        if hasPlus, case .refused(.invalidCountry) = reading {
            // Step 8: an unassigned code behind a plus is tried once more without it ("+0011 44 ..." from Australia).
            reading = callingCode(digits, isInternational: false)
            if case .none = reading { reading = .refused(.invalidCountry) }
        }
        switch reading {
        case .refused(let status):
            number.status = status
        case .found(let code, let national):
            number.status = judge(national, code, tables.mainPlan(of: code), isInternational: true, into: &number)
        case .none:
            guard let plan, regionIsSupported else {
                number.status = .invalidCountry
                return
            }
            number.status = judge(digits, tables.code(of: plan), plan, isInternational: false, into: &number)
        }
    }

    /// Beyond libphonenumber: digits that begin with a calling code though there is no plus.
    @inline(__always)
    private func isAssumedInternational(_ digits: DigitRun) -> Bool {
        flags.contains(.assumeInternational) && digits.count > 0 && digits[0] != 0
    }

    @inline(__always)
    private func callingCode(_ digits: DigitRun, isInternational: Bool) -> CallingCode {
        var digits = digits
        if !isInternational {
            guard let length = iddLength(digits) else { return ownCallingCode(digits) }
            digits = digits.dropping(length)
        }
        guard digits.count > 2 else { return .refused(.tooShortAfterIDD) }
        guard let code = tables.code(atStartOf: digits) else { return .refused(.invalidCountry) }
        return .found(code, digits.dropping(callingCodeLength(code.pointee.value)))
    }

    /// Step 9: the length of an international prefix, unless a 0 follows, which begins no calling code.
    @inline(__always)
    private func iddLength(_ digits: DigitRun) -> Int? {
        let length: Int
        if let plan {
            guard let found = tables.iddLength(plan, digits) else { return nil }
            length = found
        } else if flags.contains(.iddWithoutRegion) {
            guard let found = usualIDDLength(digits) else { return nil }
            length = found
        } else {
            return nil
        }
        return length < digits.count && digits[length] == 0 ? nil : length
    }

    /// Beyond libphonenumber: 00, the international prefix of ITU-T E.123, and 011, that of North America.
    private func usualIDDLength(_ digits: DigitRun) -> Int? {
        guard digits.count >= 2, digits[0] == 0 else { return nil }
        if digits[1] == 0 { return 2 }
        return digits.count >= 3 && digits[1] == 1 && digits[2] == 1 ? 3 : nil
    }

    /// Step 10: the default region's own calling code, written without a plus.
    private func ownCallingCode(_ digits: DigitRun) -> CallingCode {
        guard let plan else { return .none }
        let code = tables.code(of: plan)
        guard digits.begins(withCallingCode: code.pointee.value) else { return .none }
        let rest = digits.dropping(callingCodeLength(code.pointee.value))
        let national = strippingPrefix(rest, plan, into: scratch.rewritten) ?? rest
        let isBetter = !tables.general(plan, matches: digits) && tables.general(plan, matches: national)
        guard isBetter || tables.lengthStatus(plan, digits.count) == .tooLong else { return .none }
        return .found(code, national)
    }

    /// Step 12: the number without its national prefix, as the plan's rule rewrites it; nil if it stays as it is.
    @inline(__always)
    private func strippingPrefix(
        _ number: DigitRun, _ plan: UnsafePointer<sky_number_plan>, into space: UnsafeMutablePointer<UInt8>
    ) -> DigitRun? {
        guard number.count > 0 else { return nil }
        let outcome = tables.prefixOutcome(plan, number)
        let consumed = Int(outcome.consumed)
        guard consumed > 0, consumed <= number.count else { return nil }
        var stripped = number.dropping(consumed)
        if outcome.literal != 0 || outcome.kept_end > outcome.kept_start {
            stripped = rewriting(number, outcome, into: space)
        }
        if tables.general(plan, matches: number), !tables.general(plan, matches: stripped) { return nil }
        return stripped
    }

    /// Literal, kept digits and the rest, one after the other.
    private func rewriting(
        _ number: DigitRun, _ outcome: sky_number_prefix_outcome, into space: UnsafeMutablePointer<UInt8>
    ) -> DigitRun {
        let literal = tables.raw.pointee.prefix_literals + Int(outcome.literal)
        var count = Int(literal.pointee.count)
        let digits = literal.pointee.digits
        withUnsafeBytes(of: digits) { bytes in
            for index in 0..<count { space[index] = bytes[index] }
        }
        for index in Int(outcome.kept_start)..<Int(outcome.kept_end) {
            space[count] = number[index]
            count &+= 1
        }
        for index in Int(outcome.consumed)..<number.count {
            space[count] = number[index]
            count &+= 1
        }
        return DigitRun(start: UnsafePointer(space), count: count)
    }

    /// Steps 12 to 16: strips the national prefix, checks the length, looks up what the number is.
    @inline(__always)
    private func judge(
        _ number: DigitRun, _ code: UnsafePointer<sky_number_code>, _ plan: UnsafePointer<sky_number_plan>,
        isInternational: Bool, into result: inout PhoneNumber
    ) -> NumberStatus {
        guard number.count >= 2 else { return .tooShortNSN }
        var national = number
        let staysAsItIs = isInternational && flags.contains(.keepValidDigits) && isValid(number, code)
        if !staysAsItIs, let stripped = strippingPrefix(number, plan, into: scratch.rewrittenAgain) {
            switch tables.lengthStatus(plan, stripped.count) {
            case .tooShort, .possibleLocalOnly, .invalidLength: break
            default: national = stripped
            }
        }
        guard national.count >= 2 else { return .tooShortNSN }
        guard national.count <= 17 else { return .parseTooLong }
        return tables.judge(national, code, into: &result)
    }

    private func isValid(_ number: DigitRun, _ code: UnsafePointer<sky_number_code>) -> Bool {
        number.count <= 17 && tables.label(of: number, in: code).type != UInt8(truncatingIfNeeded: SKY_NUMBER_NO_TYPE)
    }
}
