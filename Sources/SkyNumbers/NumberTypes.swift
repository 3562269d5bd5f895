/// A set of number types; bit n stands for the type with raw value n.
package struct NumberTypes: OptionSet, Sendable {
    /// The bits.
    package let rawValue: UInt16

    /// The set with these bits.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The set of one type.
    package init(_ type: NumberType) { self.init(rawValue: 1 << (type.rawValue & 15)) }

    /// Types that receive text messages everywhere: mobile, and fixed line or mobile (libphonenumber's FAQ, "Which
    /// numbers can receive SMS?"). Others do so by arrangement with the provider.
    package static let smsCapable = NumberTypes(rawValue: 0b110)

    /// Every type, so that nothing is refused for its type.
    package static let all = NumberTypes(rawValue: 0xFFFF)

    /// Whether it has the type with a raw value.
    @inline(__always) func holds(_ code: UInt8) -> Bool { rawValue &>> UInt16(code & 15) & 1 != 0 }
}
