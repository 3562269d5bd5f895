import CSkyTables

/// A region: two letters of ISO 3166-1 (and XK), or 001 for calling codes that belong to no region.
package struct Region: Equatable, Sendable {
    /// ASCII code of the first letter as given; "01" stands for 001.
    package let first: UInt8
    /// ASCII code of the second letter as given.
    package let second: UInt8

    /// No region; what `PhoneNumber.region` gives as nil.
    static let none = Region(first: 0, second: 0)

    /// Calling codes such as 800 and 881, whose numbers belong to no region; 001 in libphonenumber.
    package static let nonGeographic = Region(first: UInt8(ascii: "0"), second: UInt8(ascii: "1"))

    init(first: UInt8, second: UInt8) {
        self.first = first
        self.second = second
    }

    /// A region from exactly two ASCII letters of either case; nil for anything else.
    package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 2, Region.isLetter(bytes[0]), Region.isLetter(bytes[1]) else { return nil }
        self.init(first: bytes[0], second: bytes[1])
    }

    /// A region from a string such as "US"; nil unless it is exactly two ASCII letters.
    package init?(_ text: StaticString) {
        guard text.hasPointerRepresentation else { return nil }
        self.init(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    /// Whether the metadata in use has a numbering plan for it. Case matters, as it does in libphonenumber: "us" is not
    /// a supported region.
    package var isSupported: Bool { isUppercase && NumberTables.current.plan(of: self) != nil }

    /// The same region in capital letters.
    package var uppercased: Region {
        self == .nonGeographic ? self : Region(first: first & 0xDF, second: second & 0xDF)
    }

    var isUppercase: Bool { (first | second) & 0x20 == 0 }

    /// Position in a table of 26 x 26 regions, case ignored; nil unless both are letters.
    var tableIndex: Int? {
        let row = Int((first & 0xDF) &- UInt8(ascii: "A"))
        let column = Int((second & 0xDF) &- UInt8(ascii: "A"))
        return row < 26 && column < 26 ? row &* 26 &+ column : nil
    }

    /// The code as text, NUL-terminated: "US", or "001" for `nonGeographic`.
    package var text: (UInt8, UInt8, UInt8, UInt8) {
        self == .nonGeographic ? (0x30, 0x30, 0x31, 0) : (first, second, 0, 0)
    }
}
