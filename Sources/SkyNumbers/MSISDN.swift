import CSkyTables

/// Brings phone numbers into the form that providers want: digits in international format.
package enum MSISDN {
    /// Version of the numbering plans.
    package static var metadataVersion: UnsafePointer<CChar> { sky_number_metadata_version() }

    /// Normalise a number.
    ///
    /// Every number that its country's plan makes possible is accepted: the lengths decide, not whether the number is
    /// known to be in use, because tables age and customers do not. Without a region bare digits are international
    /// already, so a result that is fed back gives itself.
    ///
    /// - Parameters:
    ///   - text: what a person or a program wrote, UTF-8.
    ///   - defaultRegion: where numbers without a country code are from; nil if nobody knows.
    /// - Throws: why it cannot be a number, with the offset in `text`.
    package static func normalize(
        _ text: UnsafeBufferPointer<UInt8>, defaultRegion: Region?
    ) throws(NumberError) -> MSISDNDigits {
        let number = try NumberText(text)
        guard number.surplus == 0 else {
            throw NumberError(.tooManyForAny, at: number.firstDigit)
        }
        if number.hasPlus { return try checked(number.digits, number) }
        guard let region = defaultRegion?.entry else {
            return try checked(withoutUsualPrefix(number.digits, number), number)
        }
        if let abroad = withoutPrefix(number.digits, of: region) { return try checked(abroad, number) }
        return try national(number, region)
    }

    /// International digits, if they can be a number.
    private static func checked(
        _ digits: MSISDNDigits, _ number: NumberText
    ) throws(NumberError) -> MSISDNDigits {
        guard let (plan, codeLength) = plan(of: digits) else {
            throw NumberError(.unknownCallingCode, at: number.firstDigit)
        }
        try check(plan, digits.count &- codeLength, number)
        return digits
    }

    private static func check(
        _ plan: sky_calling_code, _ length: Int, _ number: NumberText
    ) throws(NumberError) {
        if NumberPlan.isPossible(plan, digits: length) { return }
        let code = Int(plan.code)
        let shortest = plan.lengths.trailingZeroBitCount
        let longest = 31 &- plan.lengths.leadingZeroBitCount
        if length < shortest {
            throw NumberError(.tooShort(callingCode: code, missing: shortest &- length), at: number.firstDigit)
        }
        if length > longest {
            throw NumberError(.tooManyDigits(callingCode: code, surplus: length &- longest), at: number.firstDigit)
        }
        throw NumberError(.lengthBetween(callingCode: code), at: number.firstDigit)
    }

    /// A number of the region, written as at home: with or without the trunk prefix, perhaps with the country code.
    private static func national(
        _ number: NumberText, _ region: sky_number_region
    ) throws(NumberError) -> MSISDNDigits {
        guard let plan = NumberPlan.callingCode(Int(region.calling_code)) else {
            throw NumberError(.unknownCallingCode, at: number.firstDigit)
        }
        let digits = number.digits
        let trunk = prefixLength(region.national_prefix, digits)
        // Where the trunk prefix is 0 no number begins with it; elsewhere ("8", "1") numbers may, so there the whole
        // is the number if it can be one.
        let isCertain = region.national_prefix.pointee == 0x30
        if trunk > 0, NumberPlan.isPossible(plan, digits: digits.count &- trunk),
            isCertain || !NumberPlan.isPossible(plan, digits: digits.count)
        {
            return try joined(region, digits.dropping(trunk), number)
        }
        if NumberPlan.isPossible(plan, digits: digits.count) { return try joined(region, digits, number) }
        if let (other, codeLength) = self.plan(of: digits), other.code == plan.code,
            NumberPlan.isPossible(plan, digits: digits.count &- codeLength)
        {
            return digits
        }
        try check(plan, digits.count &- (isCertain ? trunk : 0), number)
        return try joined(region, digits, number)
    }

    /// The calling code before a national number.
    private static func joined(
        _ region: sky_number_region, _ national: MSISDNDigits, _ number: NumberText
    ) throws(NumberError) -> MSISDNDigits {
        var all = MSISDNDigits()
        var divisor = region.calling_code >= 100 ? 100 : region.calling_code >= 10 ? 10 : 1
        while divisor > 0 {
            _ = all.append(0x30 &+ UInt8(truncatingIfNeeded: Int(region.calling_code) / divisor % 10))
            divisor /= 10
        }
        for place in 0..<national.count where !all.append(national.digit(place)) {
            throw NumberError(.tooManyDigits(callingCode: Int(region.calling_code), surplus: 1), at: number.firstDigit)
        }
        return all
    }

    /// The plan of the calling code that digits begin with. Codes are prefix-free, so the first found is the one.
    private static func plan(of digits: MSISDNDigits) -> (sky_calling_code, Int)? {
        var code = 0
        for length in 1...3 where length <= digits.count {
            code = code &* 10 &+ Int(digits.digit(length &- 1) &- 0x30)
            if let plan = NumberPlan.callingCode(code) { return (plan, length) }
        }
        return nil
    }

    /// Without a region the two most usual prefixes for calling abroad are known: no calling code begins with 0.
    private static func withoutUsualPrefix(
        _ digits: MSISDNDigits, _ number: NumberText
    ) throws(NumberError) -> MSISDNDigits {
        guard digits.digit(0) == 0x30 else { return digits }
        if digits.digit(1) == 0x30 { return digits.dropping(2) }
        if digits.digit(1) == 0x31, digits.digit(2) == 0x31 { return digits.dropping(3) }
        throw NumberError(.noCountry, at: number.firstDigit)
    }

    /// What follows the region's prefix for calling abroad; nil if the digits do not begin with it.
    private static func withoutPrefix(_ digits: MSISDNDigits, of region: sky_number_region) -> MSISDNDigits? {
        guard var prefix = region.international_prefixes else { return nil }
        while prefix.pointee != 0 {
            var length = 0
            var matches = true
            while prefix[length] != 0x20 {
                if digits.digit(length) != UInt8(bitPattern: prefix[length]) { matches = false }
                length &+= 1
            }
            // A calling code does not begin with 0.
            if matches, digits.digit(length) > 0x30 { return digits.dropping(length) }
            prefix += length &+ 1
        }
        return nil
    }

    /// How many digits of the trunk prefix the digits begin with: all of them or none.
    private static func prefixLength(_ prefix: UnsafePointer<CChar>, _ digits: MSISDNDigits) -> Int {
        var length = 0
        while prefix[length] != 0 {
            guard digits.digit(length) == UInt8(bitPattern: prefix[length]) else { return 0 }
            length &+= 1
        }
        return length
    }
}
