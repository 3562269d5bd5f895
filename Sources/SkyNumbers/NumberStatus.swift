/// What became of a number: the names of docs/numbers.md, "The algorithm".
///
/// The first six judge a number that could be read; the digits are there. The others say why it could not be read.
/// Raw values are part of the C interface and never change.
package enum NumberStatus: UInt8, Sendable, CaseIterable {
    /// Matches a pattern of its region: the type is known.
    case valid = 0
    /// Has a length that numbers of its calling code have, but matches no known pattern.
    case possible = 1
    /// Can be dialled only within its area; the area code is missing.
    case possibleLocalOnly = 2
    /// Has fewer digits than any number of its calling code.
    case tooShort = 3
    /// Has more digits than any number of its calling code.
    case tooLong = 4
    /// Has a length between the shortest and the longest that no number of its calling code has.
    case invalidLength = 5
    /// No region known, or a calling code that is not assigned.
    case invalidCountry = 6
    /// Does not look like a phone number.
    case notANumber = 7
    /// Fewer than three digits after the international prefix.
    case tooShortAfterIDD = 8
    /// Fewer than two digits in the national number.
    case tooShortNSN = 9
    /// More than 250 characters, or more than 17 digits in the national number.
    case parseTooLong = 10
    /// A valid number of a type that is not among those asked for, as it cannot receive text messages.
    case notSMSCapable = 11

    /// Whether the number was read, so that its digits are there.
    package var hasDigits: Bool { rawValue < NumberStatus.invalidCountry.rawValue || self == .notSMSCapable }
}
