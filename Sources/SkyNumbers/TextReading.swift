/// What the text rules (steps 1 to 7) made of a text.
enum TextReading {
    /// Digits in `Scratch.digits`, whether a plus sign stood before them, and where an extension stands (in bytes).
    case digits(count: Int, hasPlus: Bool, extensionOffset: Int, extensionLength: Int)
    /// The text is not UTF-8, so it is not a number.
    case notUTF8
    /// It is not a number.
    case refused(NumberStatus)
}
