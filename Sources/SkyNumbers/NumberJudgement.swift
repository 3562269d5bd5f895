import CSkyTables

extension NumberTables {
    /// Fills in a number made of a calling code and a national number of 2 to 17 digits, and judges it.
    @inline(__always)
    func judge(
        _ national: DigitRun, _ code: UnsafePointer<sky_number_code>, into result: inout PhoneNumber
    ) -> NumberStatus {
        let label = label(of: national, in: code)
        result.typeCode = label.type
        if label.region < code.pointee.plan_count {
            result.regionOrNone = region(of: mainPlan(of: code) + Int(label.region))
        }
        write(national, code.pointee.value, to: &result)
        return Int(label.type) == SKY_NUMBER_NO_TYPE ? lengthStatus(mainPlan(of: code), national.count) : .valid
    }

    @inline(__always)
    private func region(of plan: UnsafePointer<sky_number_plan>) -> Region {
        let letters = plan.pointee.region
        return letters.2 == 0 ? Region(first: letters.0, second: letters.1) : .nonGeographic
    }

    @inline(__always)
    private func write(_ national: DigitRun, _ value: UInt16, to result: inout PhoneNumber) {
        let codeLength = SkyNumbers.callingCodeLength(value)
        result.callingCode = value
        result.callingCodeLength = UInt8(truncatingIfNeeded: codeLength)
        result.digitCount = UInt8(truncatingIfNeeded: codeLength &+ national.count)
        withUnsafeMutableBytes(of: &result.digits) { bytes in
            guard let digits = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
            var rest = value
            var index = codeLength
            while index > 0 {
                index &-= 1
                digits[index] = UInt8(truncatingIfNeeded: rest % 10) &+ 0x30
                rest /= 10
            }
            // As many as there can be, because a fixed number of bytes is written at once. What lies behind the last
            // digit in the scratch space is not taken.
            for index in 0..<DigitRun.longestNational {
                digits[codeLength &+ index] = index < national.count ? national.start[index] &+ 0x30 : 0
            }
        }
        var zeros = 0
        while zeros &+ 1 < national.count, national[zeros] == 0 { zeros &+= 1 }
        result.leadingZeros = UInt8(truncatingIfNeeded: zeros)
    }
}
