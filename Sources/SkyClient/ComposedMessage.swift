/// The memory of a message that was put together from several pieces.
///
/// Written only by the one message that owns it alone, so threads may share what is finished.
final class ComposedMessage: @unchecked Sendable {
    private var storage = InlineArray<256, UInt8>(repeating: 0)

    /// Bytes in use.
    private(set) var count = 0

    /// The byte at an index below `count`.
    func byte(at index: Int) -> UInt8 { storage[index] }

    /// Append a byte; one that does not fit is left out.
    func append(_ byte: UInt8) {
        guard count < Message.capacity else { return }
        storage[count] = byte
        count &+= 1
    }

    /// Let `write` put bytes into the room that is left; it gives back how many it wrote.
    func append(writing write: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        let start = count
        var written = 0
        withUnsafeMutableBytes(of: &storage) { bytes in
            let room = bytes.bindMemory(to: UInt8.self)
            written = write(UnsafeMutableBufferPointer(rebasing: room[start..<Message.capacity]))
        }
        count = start &+ max(0, min(written, Message.capacity &- start))
    }
}
