/// Why something cannot be a phone number. It never holds the number or any of its digits.
package struct NumberError: Error {
    /// What kind of trouble it is; callers tell these apart.
    package enum Kind {
        case invalidUTF8
        case tooLong
        case notPossible
    }

    /// What is wrong.
    enum Reason: Equatable {
        case invalidUTF8
        case nul
        /// More than 250 characters, the reference's limit.
        case tooLong
        case noDigits
        case letters
        case secondPlus
        case foreignCharacter
        case extensionNumber
        /// It begins with 0, and nothing says what country it is from.
        case noCountry
        case unknownCallingCode
        /// More digits than a number of any country has, with any prefix.
        case tooManyForAny
        case tooShort(callingCode: Int, missing: Int)
        case tooManyDigits(callingCode: Int, surplus: Int)
        case lengthBetween(callingCode: Int)
    }

    let reason: Reason

    /// Byte offset in the input at which the trouble begins.
    package let offset: Int

    init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// What kind of trouble it is.
    package var kind: Kind {
        switch reason {
        case .invalidUTF8: return .invalidUTF8
        case .tooLong: return .tooLong
        default: return .notPossible
        }
    }

    /// Write what is wrong, in words that a person can act on; gives the number of bytes written.
    package func writeReason(into room: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var words = ReasonWriter(room)
        switch reason {
        case .invalidUTF8: words.append("not valid UTF-8")
        case .nul: words.append("a NUL byte")
        case .tooLong: words.append("longer than 250 characters")
        case .noDigits: words.append("no digits in it")
        case .letters: words.append("letters where digits belong")
        case .secondPlus: words.append("a second plus: two numbers in one field?")
        case .foreignCharacter: words.append("a character that no phone number has")
        case .extensionNumber: words.append("an extension, which cannot get messages of its own")
        case .noCountry: words.append("begins with 0, and no region says which country it is from")
        case .unknownCallingCode: words.append("does not begin with a country code that is in use")
        case .tooManyForAny: words.append("more digits than any number has")
        case .tooShort(let code, let missing): words.append("too short for +", code, by: missing, "missing")
        case .tooManyDigits(let code, let surplus): words.append("too long for +", code, by: surplus, "too many")
        case .lengthBetween(let code):
            words.append("no number of +")
            words.append(code)
            words.append(" has so many digits")
        }
        return words.count
    }
}
