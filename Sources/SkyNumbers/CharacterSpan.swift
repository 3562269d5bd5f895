/// The characters of the text that are the number, by index into `Scratch.classes`.
struct CharacterSpan {
    var start: Int
    var end: Int
    /// Byte of the text that character `skipped` comes from; the characters before it come from a phone context.
    var firstByteOfNumber = 0
    var skipped = 0
}
