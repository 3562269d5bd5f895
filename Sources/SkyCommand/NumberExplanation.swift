import SkyNumbers

/// All that is known of a number, in lines for people.
struct NumberExplanation {
    private let reading: NumberReading
    private let text: String

    init(_ reading: NumberReading, _ text: String) {
        self.reading = reading
        self.text = text
    }

    /// Prints it; false if the number is refused.
    func print() -> Bool {
        var bytes = text
        return bytes.withUTF8 { bytes in
            Console.print("\"\(printable)\"")
            switch reading.read(bytes) {
            case .accepted(let number):
                describe(number)
                return true
            case .refused(let number, let error):
                describe(number)
                line("refused", NumberReading.words(error))
                if let offset = error.offset { line("at byte", "\(offset)") }
                return false
            }
        }
    }

    private func describe(_ number: PhoneNumber) {
        guard number.digitCount > 0 else { return }
        let digits = NumberReading.digits(number)
        let code = Int(number.callingCodeLength)
        line("digits", String(decoding: digits, as: UTF8.self))
        line("country code", String(decoding: digits.prefix(code), as: UTF8.self))
        line("national", String(decoding: digits.dropFirst(code), as: UTF8.self))
        if let region = number.region {
            let letters = region.text
            line("region", String(decoding: [letters.0, letters.1, letters.2].filter { $0 != 0 }, as: UTF8.self))
        }
        line("status", NumberExplanation.name(of: number.status))
        line("type", NumberExplanation.name(of: number.type))
    }

    private func line(_ name: String, _ value: String) {
        Console.print("  " + name + String(repeating: " ", count: max(1, 14 - name.count)) + value)
    }

    /// Without what a terminal might take for a command.
    private var printable: String {
        String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : Character($0) })
    }

    private static func name(of status: NumberStatus) -> String {
        switch status {
        case .valid: "valid"
        case .possible: "possible, though not one of a known range"
        case .possibleLocalOnly: "local: the area code is missing"
        case .tooShort: "too short"
        case .tooLong: "too long"
        case .invalidLength: "no number of its country has so many digits"
        case .invalidCountry: "unknown country"
        case .notANumber: "not a number"
        case .tooShortAfterIDD, .tooShortNSN: "too few digits"
        case .parseTooLong: "too long for any country"
        case .notSMSCapable: "valid, but text messages do not reach it"
        }
    }

    private static func name(of type: NumberType) -> String {
        switch type {
        case .fixedLine: "fixed line"
        case .mobile: "mobile"
        case .fixedLineOrMobile: "fixed line or mobile"
        case .tollFree: "toll free"
        case .premiumRate: "premium rate"
        case .sharedCost: "shared cost"
        case .voip: "voip"
        case .personalNumber: "personal number"
        case .pager: "pager"
        case .universalAccess: "universal access"
        case .voicemail: "voicemail"
        case .unknown: "unknown"
        }
    }
}
