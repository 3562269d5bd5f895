/// Words of the program's own or of a table's: they never change and live as long as the program, so any thread may
/// hold them.
package struct PermanentWords: @unchecked Sendable {
    /// The words, as UTF-8.
    package let bytes: UnsafeBufferPointer<UInt8>

    /// Words in the program's text.
    package init(_ words: StaticString) {
        bytes = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
    }

    /// Words of a table in the program's read-only memory.
    init(ofTable bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Words of a table, up to their NUL.
    init(terminated start: UnsafePointer<CChar>) {
        let first = UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
        var length = 0
        while first[length] != 0 { length &+= 1 }
        bytes = UnsafeBufferPointer(start: first, count: length)
    }
}
