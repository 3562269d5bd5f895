/// What kind of line a valid number belongs to. Raw values are libphonenumber's, except `unknown`; they are part of the
/// C interface and never change.
package enum NumberType: UInt8, Sendable, CaseIterable {
    case fixedLine = 0
    case mobile = 1
    /// The plan does not tell the two apart (United States, Canada).
    case fixedLineOrMobile = 2
    case tollFree = 3
    case premiumRate = 4
    case sharedCost = 5
    case voip = 6
    case personalNumber = 7
    case pager = 8
    /// Universal access number: a company's number that leads to one of several lines.
    case universalAccess = 9
    case voicemail = 10
    /// The number is not valid.
    case unknown = 15
}
