/// One English sentence of at most 255 bytes, in place: what an error says.
///
/// It is put together from the program's own words and from numbers only, so that no secret, phone number or text
/// can get into it. What does not fit is cut off.
package struct Message {
    /// Bytes that fit; one more is kept for the NUL that C wants.
    package static let capacity = 255

    private var storage = InlineArray<256, UInt8>(repeating: 0)

    /// Bytes in use.
    package private(set) var count = 0

    /// An empty message.
    package init() {}

    /// A message of the program's own.
    @inline(never)
    package init(_ text: StaticString) {
        append(text)
    }

    /// Append words of the program's own.
    @inline(never)
    package mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Append a whole number.
    @inline(never)
    package mutating func append(_ number: Int) {
        var magnitude = number.magnitude
        var divisor: UInt = 1
        while magnitude / divisor >= 10 { divisor &*= 10 }
        if number < 0 { append(byte: 0x2D) }
        while divisor > 0 {
            append(byte: 0x30 &+ UInt8(truncatingIfNeeded: magnitude / divisor))
            magnitude %= divisor
            divisor /= 10
        }
    }

    /// Append bytes that were made from the program's own words.
    @inline(never)
    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        for byte in bytes { append(byte: byte) }
    }

    /// Let `write` put words into the room that is left; it gives back how many bytes it wrote.
    @inline(never)
    package mutating func append(writing write: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        var room = InlineArray<256, UInt8>(repeating: 0)
        var written = 0
        var span = room.mutableSpan
        span.withUnsafeMutableBufferPointer { buffer in
            written = write(UnsafeMutableBufferPointer(rebasing: buffer[0..<(Message.capacity &- count)]))
        }
        for index in 0..<max(0, min(written, Message.capacity &- count)) { append(byte: room[index]) }
    }

    /// Copy the message and a NUL to memory that has at least 256 bytes.
    @inline(never)
    package func copy(to memory: UnsafeMutablePointer<UInt8>) {
        for index in 0..<count { memory[index] = storage[index] }
        memory[count] = 0
    }

    private mutating func append(byte: UInt8) {
        guard count < Message.capacity else { return }
        storage[count] = byte
        count &+= 1
    }
}
