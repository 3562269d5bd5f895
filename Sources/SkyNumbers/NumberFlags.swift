/// How to read a number beyond what libphonenumber does. Without any of these every answer is libphonenumber's. Raw
/// values are part of the C interface and never change.
package struct NumberFlags: OptionSet, Sendable {
    /// The bits.
    package let rawValue: UInt32

    /// The flags with these bits.
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// libphonenumber's answers. (Not written as an empty array, nor are other sets written as arrays of flags in the
    /// library: those would be built at run time, from tables that the linker drops.)
    package static var exact: NumberFlags { NumberFlags(rawValue: 0) }

    /// Digits that do not begin with 0 begin with a country calling code, plus or not. (A calling code never begins
    /// with 0; such digits are read as without this flag.)
    package static let assumeInternational = NumberFlags(rawValue: 1 << 0)

    /// Without a default region, 00 and 011 at the start stand for a plus.
    package static let iddWithoutRegion = NumberFlags(rawValue: 1 << 1)

    /// The number is a mobile one: Argentine numbers that are valid as fixed lines get the 9 that makes them mobile, if
    /// that is valid; Mexican ones lose the 1 that mobile numbers had until 2019, if what remains is valid.
    package static let expectMobile = NumberFlags(rawValue: 1 << 2)

    /// Only valid numbers are accepted; see `PhoneNumber.isAccepted(_:)`. Nothing else changes.
    package static let requireValid = NumberFlags(rawValue: 1 << 3)

    /// Either of the flags by which a number without a plus and without a region can be read.
    static let bareDigits = NumberFlags(rawValue: 0b11)

    /// Inside the room only: what follows an international prefix stays as it is if it is valid, even if it begins
    /// with the national prefix. Makes normalising its own inverse (`MSISDN`).
    static let keepValidDigits = NumberFlags(rawValue: 1 << 31)

    /// How `MSISDN` reads a result again.
    static let rereading = NumberFlags(rawValue: 1 << 31 | 1)
}
