/// The parser's working space on the stack, in parts of fixed size. All together it is at most 1024 bytes: a larger
/// temporary allocation would come from the heap.
///
/// A text has at most 250 characters, so there are at most 250 digits; a national prefix rule puts at most seven in
/// front and is applied at most twice.
struct Scratch {
    static let characterLimit = 250
    static let longestLiteral = 7
    static let size = 4 * characterLimit + 3 * longestLiteral

    /// Character classes of the text.
    let classes: UnsafeMutablePointer<UInt8>
    /// Digit values as they stand in the text.
    let digits: UnsafeMutablePointer<UInt8>
    /// Two places for numbers that a national prefix rule has rewritten, the second for what was rewritten before.
    let rewritten: UnsafeMutablePointer<UInt8>
    let rewrittenAgain: UnsafeMutablePointer<UInt8>

    init(_ space: UnsafeMutablePointer<UInt8>) {
        classes = space
        digits = space + Scratch.characterLimit
        rewritten = space + 2 * Scratch.characterLimit
        rewrittenAgain = space + (3 * Scratch.characterLimit + Scratch.longestLiteral)
    }
}
