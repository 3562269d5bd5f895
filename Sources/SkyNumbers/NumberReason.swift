extension NumberError {
    /// Writes the reason in English, ASCII, cut if it does not fit; not NUL-terminated. 96 bytes are always enough.
    /// Never contains the number or any of its digits, except the calling code.
    ///
    /// - Returns: Bytes written.
    @export(interface)
    package func writeReason(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var writer = ReasonWriter(buffer: buffer)
        switch fault {
        case .empty: writer.add("empty")
        case .invalidUTF8: writer.add("not valid UTF-8")
        case .textTooLong: writer.add("longer than 250 characters")
        case .noDigits: writer.add("no digits")
        case .letters: writer.add("letters where digits belong")
        case .twoNumbers: writer.add("two numbers in one field")
        case .strayCharacter: writer.add("a character that no phone number has")
        case .phoneContext: writer.add("phone-context is neither a number nor a domain name")
        case .unknownRegion:
            writer.add("unknown default region")
            if let region { writer.add(region, before: " (", after: ")") }
        case .regionNeeded: writer.add("national number without a default region; write the country code")
        case .unknownCallingCode: writer.add("unknown country code")
        case .tooFewDigits: writer.add("too few digits for any country")
        case .tooManyDigits: writer.add("too many digits for any country")
        case .tooShort: writeDifference("too short for ", " missing", to: &writer)
        case .tooLong: writeDifference("too long for ", " too many", to: &writer)
        case .impossibleLength:
            writer.add("no number of ")
            writePlace(to: &writer)
            writer.add(" has this many digits")
        case .areaCodeMissing:
            writer.add("area code missing for ")
            writePlace(to: &writer)
        case .extensionGiven: writer.add("has an extension, which text messages do not reach")
        case .notValid:
            writer.add("not a valid number of ")
            writePlace(to: &writer)
        case .nul: writer.add("a NUL byte")
        case .notSMSCapable: writer.add("this type of number does not receive text messages")
        }
        return writer.count
    }

    /// "too short for +1 (US): 3 digits missing"
    private func writeDifference(_ start: StaticString, _ end: StaticString, to writer: inout ReasonWriter) {
        writer.add(start)
        writePlace(to: &writer)
        let count = digitDifference < 0 ? 0 &- digitDifference : digitDifference
        guard count > 0 else { return }
        writer.add(": ")
        writer.add(number: count)
        writer.add(count == 1 ? " digit" : " digits")
        writer.add(end)
    }

    /// "+1 (US)", or "+800" for a code that belongs to no region.
    private func writePlace(to writer: inout ReasonWriter) {
        writer.add("+")
        writer.add(number: Int(callingCode))
        if let region, region != .nonGeographic { writer.add(region, before: " (", after: ")") }
    }
}

/// Puts ASCII text into a buffer for as long as it fits.
private struct ReasonWriter {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    mutating func add(_ byte: UInt8) {
        guard count < buffer.count else { return }
        buffer[count] = byte
        count &+= 1
    }

    mutating func add(_ text: StaticString) {
        let start = text.utf8Start
        for index in 0..<text.utf8CodeUnitCount { add(start[index]) }
    }

    mutating func add(_ region: Region, before: StaticString, after: StaticString) {
        add(before)
        add(region.first)
        add(region.second)
        add(after)
    }

    mutating func add(number: Int) {
        if number >= 10 { add(number: number / 10) }
        add(UInt8(truncatingIfNeeded: number % 10) &+ 0x30)
    }
}
