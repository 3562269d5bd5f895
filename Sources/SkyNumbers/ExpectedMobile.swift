import CSkyTables

extension NumberReader {
    /// Beyond libphonenumber: `NumberFlags.expectMobile`.
    func expectMobile(_ number: inout PhoneNumber) {
        guard number.status.hasDigits, number.callingCodeLength == 2 else { return }
        let isArgentine = number.callingCode == 54 && number.typeCode == NumberType.fixedLine.rawValue
        let isMexican = number.callingCode == 52 && number.status == .tooLong
        guard isArgentine || isMexican else { return }

        let count = Int(number.digitCount) &- 2
        let national = scratch.rewritten
        for index in 0..<max(0, count) { national[index &+ 1] = number.digits[index &+ 2] &- 0x30 }
        let changed: DigitRun
        if isArgentine {
            national[0] = 9
            changed = DigitRun(start: UnsafePointer(national), count: count &+ 1)
        } else {
            guard count > 1, national[1] == 1 else { return }
            changed = DigitRun(start: UnsafePointer(national) + 2, count: count &- 1)
        }
        guard changed.count <= 17, let code = tables.code(withValue: number.callingCode) else { return }
        var result = PhoneNumber(status: .notANumber)
        result.status = tables.judge(changed, code, into: &result)
        guard result.status == .valid else { return }
        result.extensionOffset = number.extensionOffset
        result.extensionLength = number.extensionLength
        number = result
    }
}
