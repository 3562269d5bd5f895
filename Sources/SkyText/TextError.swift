/// Why a text is refused, and where.
package struct TextError: Error, Equatable, Sendable {
    /// The reasons for refusing a text.
    package enum Kind: UInt8, Sendable {
        /// Not UTF-8 (Unicode 17.0, table 3-7): a stray or missing byte, an overlong form, an encoded surrogate, a
        /// value beyond U+10FFFF.
        case invalidUTF8
        /// U+0000, which no message can hold and which would end a C string early.
        case nul
        /// More than `TextMeter.longestText` bytes.
        case tooLong
    }

    /// What is wrong.
    package let kind: Kind
    /// Offset in bytes: where the invalid sequence begins, where the NUL is, or the limit that was passed.
    package let offset: Int

    /// A refusal, with the offset in bytes.
    package init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
