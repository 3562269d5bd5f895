/// Why a number was refused, finer than `NumberStatus`. Raw values never change.
package enum NumberFault: UInt8, Sendable, CaseIterable {
    /// Nothing in the text but spaces.
    case empty = 0
    /// Not UTF-8.
    case invalidUTF8 = 1
    /// More than 250 characters.
    case textTooLong = 2
    case noDigits = 3
    /// Letters where a number cannot have them.
    case letters = 4
    case twoNumbers = 5
    /// A character that no number has, between its digits.
    case strayCharacter = 6
    /// A `phone-context` parameter that is neither a number nor a domain name (RFC 3966).
    case phoneContext = 7
    /// The default region has no numbering plan, or is not two letters.
    case unknownRegion = 8
    /// A national number, and no default region to read it by.
    case regionNeeded = 9
    case unknownCallingCode = 10
    /// Too few digits to be a number of any country.
    case tooFewDigits = 11
    /// Too many digits to be a number of any country.
    case tooManyDigits = 12
    /// Fewer digits than the country's shortest number.
    case tooShort = 13
    /// More digits than the country's longest number.
    case tooLong = 14
    /// A count of digits that no number of the country has.
    case impossibleLength = 15
    /// Without its area code.
    case areaCodeMissing = 16
    /// It has an extension, which text messages do not reach.
    case extensionGiven = 17
    /// Possible, but not valid, where validity was required.
    case notValid = 18
    /// A valid number of a type that cannot receive text messages.
    case notSMSCapable = 19
    /// A NUL in the text, where it is to be normalised.
    case nul = 20
}
