/// One part of a text, as bytes of it.
package struct TextPart: Equatable, Sendable {
    /// Where the part begins, in bytes from the start of the text.
    package let offset: Int
    /// Its length in bytes.
    package let length: Int
    /// The septets or UTF-16 code units that it takes.
    package let units: Int
}
