/// One replacement that simplifying made.
package struct TextReplacement: Equatable, Sendable {
    /// The reasons; the numbers are those of the generated tables.
    package enum Kind: UInt8, Sendable {
        /// Kept as it is; never reported.
        case none
        /// A letter and its combining marks put together (NFC); the text means the same to Unicode.
        case composition
        /// A quotation mark, apostrophe or prime.
        case quotation
        /// A hyphen, dash or minus sign.
        case dash
        /// Other punctuation, a bullet or an arrow.
        case punctuation
        /// A space or line end.
        case space
        /// A character without a glyph, removed.
        case invisible
        /// A zero-width joiner or non-joiner, removed.
        case joiner
        /// A sign with a well-known spelling.
        case symbol
        /// A letter without its marks, or spelled with others.
        case letter
        /// A combining mark removed after a Latin letter.
        case mark
        /// A wide, fancy, joined or enclosed form.
        case form
        /// A fraction, set apart from digits by a space.
        case fraction
        /// A letter of another script: only when transliteration is asked for.
        case script
    }

    /// Why it was made.
    package let kind: Kind
    /// Where the replaced characters are in the text, in bytes.
    package let offset: Int
    /// Their length in bytes.
    package let length: Int
    /// The first of them.
    package let character: UInt32
    /// Where the replacement is in the output of this call, in bytes.
    package let outputOffset: Int
    /// Its length in bytes; 0 for a character that was removed.
    package let outputLength: Int
}
