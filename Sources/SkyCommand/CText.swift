/// Bytes as C wants them: with a NUL at the end, and none within, where C would cut them off.
struct CText {
    let characters: [CChar]

    /// Nil if there is a NUL among the bytes.
    init?(_ bytes: [UInt8]) {
        guard !bytes.contains(0) else { return nil }
        characters = bytes.map { CChar(bitPattern: $0) } + [0]
    }
}
