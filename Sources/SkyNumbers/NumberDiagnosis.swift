import CSkyTables

/// Finds out why a text was refused and where. Runs only after a refusal, so it takes its time over what the parser
/// answers with a bare status.
struct NumberDiagnosis {
    let text: UnsafeBufferPointer<UInt8>
    let region: Region?
    let tables: NumberTables

    /// A run of digits this long is a number of its own, when there are two of them.
    private static let wholeNumber = 7

    /// The error for a number that was to be normalised: it may not have an extension, and the region must be known.
    func normalizationError(_ number: PhoneNumber) -> NumberError {
        if let region, tables.plan(of: region) == nil {
            return NumberError(.unknownRegion, .invalidCountry, region: region)
        }
        if let offset = NumberDiagnosis.firstNUL(in: text) { return NumberError(.nul, .notANumber, offset: offset) }
        if number.extensionLength > 0, number.status.hasDigits {
            let isNumber = Int(number.extensionLength) >= NumberDiagnosis.wholeNumber
            return NumberError(
                isNumber ? .twoNumbers : .extensionGiven, .notSMSCapable, offset: Int(number.extensionOffset))
        }
        return error(number)
    }

    /// Where the first NUL is in the bytes that 250 characters can have; nil: there is none.
    @inline(__always)
    static func firstNUL(in text: UnsafeBufferPointer<UInt8>) -> Int? {
        for offset in 0..<min(text.count, 4 * Scratch.characterLimit) where text[offset] == 0 { return offset }
        return nil
    }

    /// The error for what the parser read from the text and the caller does not accept.
    func error(_ number: PhoneNumber) -> NumberError {
        let status = number.status
        switch status {
        case .valid, .possible, .notSMSCapable:
            return place(status == .notSMSCapable ? .notSMSCapable : .notValid, number)
        case .possibleLocalOnly:
            return place(.areaCodeMissing, number)
        case .tooShort, .tooLong, .invalidLength:
            return wrongLength(number)
        case .invalidCountry:
            return wrongCountry()
        case .tooShortAfterIDD, .tooShortNSN:
            return NumberError(.tooFewDigits, status, offset: start)
        case .parseTooLong:
            return tooMuch()
        case .notANumber:
            return notANumber()
        }
    }

    // MARK: Numbers that could be read

    private func place(_ fault: NumberFault, _ number: PhoneNumber, difference: Int = 0) -> NumberError {
        NumberError(
            fault, number.status, offset: firstDigit, callingCode: number.callingCode,
            region: mainRegion(number.callingCode), digitDifference: difference)
    }

    private func wrongLength(_ number: PhoneNumber) -> NumberError {
        if number.status == .tooLong, let second = secondLongRun() {
            return NumberError(.twoNumbers, number.status, offset: second)
        }
        guard let plan = mainPlan(number.callingCode) else { return place(.impossibleLength, number) }
        let count = Int(number.digitCount) &- Int(number.callingCodeLength)
        let lengths = plan.pointee.lengths
        switch number.status {
        case .tooShort: return place(.tooShort, number, difference: count &- lengths.trailingZeroBitCount)
        case .tooLong: return place(.tooLong, number, difference: count &- (31 &- lengths.leadingZeroBitCount))
        default: return place(.impossibleLength, number)
        }
    }

    private func mainPlan(_ callingCode: UInt16) -> UnsafePointer<sky_number_plan>? {
        tables.code(withValue: callingCode).map { tables.mainPlan(of: $0) }
    }

    private func mainRegion(_ callingCode: UInt16) -> Region? {
        guard let letters = mainPlan(callingCode)?.pointee.region else { return nil }
        return letters.2 == 0 ? Region(first: letters.0, second: letters.1) : .nonGeographic
    }

    // MARK: Texts that could not be read

    private func wrongCountry() -> NumberError {
        guard let start else { return NumberError(.unknownCallingCode, .invalidCountry) }
        let begins = character(start)
        if let region, !begins.traits.has(.plus), !(region.isUppercase && tables.plan(of: region) != nil) {
            return NumberError(.unknownRegion, .invalidCountry, region: region)
        }
        let isNational = !begins.traits.has(.plus) && begins.traits.value == 0
        // 00 and 011 were tried already; a number that begins with another 0 is a national one.
        let isInternational = isNational && value(after: start, 1) == 0
        return NumberError(
            isNational && !isInternational && region == nil ? .regionNeeded : .unknownCallingCode, .invalidCountry,
            offset: firstDigit)
    }

    /// More than 250 characters, or more than 17 national digits.
    private func tooMuch() -> NumberError {
        var characters = 0
        for offset in 0..<text.count where text[offset] & 0xC0 != 0x80 {
            if characters == Scratch.characterLimit {
                // Words without any digit are no number, however many there are.
                if start == nil, let word = first(.keep) {
                    return NumberError(.noDigits, .parseTooLong, offset: word)
                }
                return NumberError(.textTooLong, .parseTooLong, offset: offset)
            }
            characters &+= 1
        }
        if let second = secondLongRun() { return NumberError(.twoNumbers, .parseTooLong, offset: second) }
        return NumberError(.tooManyDigits, .parseTooLong, offset: start)
    }

    private func notANumber() -> NumberError {
        if let offset = invalidUTF8() { return NumberError(.invalidUTF8, .notANumber, offset: offset) }
        let parameters = TelephoneParameters(text: text, tables: tables)
        if let context = parameters.phoneContext(), !parameters.isValidContext(context) {
            return NumberError(.phoneContext, .notANumber, offset: context.lowerBound)
        }
        guard let start else {
            for offset in 0..<text.count where text[offset] > 0x20 {
                return NumberError(.noDigits, .notANumber, offset: offset)
            }
            return NumberError(.empty, .notANumber)
        }
        return stray(from: start)
    }

    /// The first character that ends the number, and whether another number follows.
    private func stray(from start: Int) -> NumberError {
        var digits = 0
        var offset = start
        var isLeading = true
        while offset < text.count {
            let here = character(offset)
            let isPlus = here.traits.has(.plus)
            if here.traits.has(.digit) {
                digits &+= 1
            } else if !here.traits.has(.punctuation), !(isPlus && isLeading) {
                let isLetter = here.traits.has(.letter)
                if !(isLetter && digits >= 3) { break }
            }
            isLeading = isLeading && isPlus
            offset &+= here.length
        }
        guard offset < text.count else { return NumberError(.tooFewDigits, .notANumber, offset: start) }
        let following = digitCount(from: offset)
        if digits >= NumberDiagnosis.wholeNumber, following >= NumberDiagnosis.wholeNumber {
            return NumberError(.twoNumbers, .notANumber, offset: offset)
        }
        let traits = character(offset).traits
        if digits < 3, following == 0, !traits.has(.keep) {
            return NumberError(.tooFewDigits, .notANumber, offset: start)
        }
        let isLetter = traits.has(.keep) && text[offset] != UInt8(ascii: "#")
        return NumberError(isLetter ? .letters : .strayCharacter, .notANumber, offset: offset)
    }

    // MARK: Looking at the text; at most 250 characters of it

    private var limit: Int { min(text.count, 4 * Scratch.characterLimit) }

    /// Where the number begins: the first plus or digit.
    private var start: Int? { first(.start) }

    /// Where its first digit is.
    private var firstDigit: Int? { first(.digit) }

    /// Where the first character with a trait is.
    private func first(_ trait: CharacterTraits) -> Int? {
        var offset = 0
        while offset < limit {
            let here = character(offset)
            if here.traits.has(trait) { return offset }
            offset &+= here.length
        }
        return nil
    }

    private func invalidUTF8() -> Int? {
        guard let base = text.baseAddress else { return nil }
        var offset = 0
        while offset < limit {
            if base[offset] < 0x80 {
                offset &+= 1
            } else {
                guard let (_, length) = TextDecoder.scalar(base + offset, text.count &- offset) else { return offset }
                offset &+= length
            }
        }
        return nil
    }

    /// Traits and length in bytes of the character at an offset.
    private func character(_ offset: Int) -> (traits: CharacterTraits, length: Int) {
        guard let base = text.baseAddress else { return (.none, 1) }
        var traits: CharacterTraits = .none
        var length = 1
        if base[offset] < 0x80 {
            traits = tables.traits(ofASCII: base[offset])
        } else if let (code, bytes) = TextDecoder.scalar(base + offset, text.count &- offset) {
            let found = TextDecoder(tables: tables).characterClass(code)
            traits = tables.traits(ofClass: found)
            length = bytes
        }
        return (traits, length)
    }

    /// The value of the digit that is `number` digits behind the one at an offset.
    private func value(after offset: Int, _ number: Int) -> UInt8? {
        var left = number
        var offset = offset
        while offset < limit {
            let here = character(offset)
            if here.traits.has(.digit) {
                if left == 0 { return here.traits.value }
                left &-= 1
            }
            offset &+= here.length
        }
        return nil
    }

    private func digitCount(from start: Int) -> Int {
        var count = 0
        var offset = start
        while offset < limit {
            let here = character(offset)
            if here.traits.has(.digit) { count &+= 1 }
            offset &+= here.length
        }
        return count
    }

    /// Where the second run of digits begins that is long enough for a number of its own.
    private func secondLongRun() -> Int? {
        var runs = 0
        var length = 0
        var begin = 0
        var offset = 0
        while offset < limit {
            let here = character(offset)
            if here.traits.has(.digit) {
                if length == 0 { begin = offset }
                length &+= 1
                if length == NumberDiagnosis.wholeNumber { runs &+= 1 }
                if runs == 2 { return begin }
            } else {
                length = 0
            }
            offset &+= here.length
        }
        return nil
    }
}
