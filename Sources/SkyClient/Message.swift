/// One English sentence of at most 255 bytes: what an error says.
///
/// It is put together from the program's own words and from numbers only, so that no secret, phone number or text
/// can get into it. What does not fit is cut off.
///
/// Errors travel by value through many calls, so it is small: words of the program's own are pointed at (and need no
/// memory, not even when memory has run out), only what is put together lies in memory of its own.
package struct Message {
    /// Bytes that fit; one more is kept for the NUL that C wants.
    package static let capacity = 255

    private var words: StaticString
    private var composed: ComposedMessage?

    /// An empty message.
    package init() {
        words = ""
    }

    /// A message of the program's own.
    package init(_ text: StaticString) {
        words = text
    }

    /// Bytes in use.
    package var count: Int { composed?.count ?? min(words.utf8CodeUnitCount, Message.capacity) }

    /// Append words of the program's own.
    @inline(never)
    package mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Append a whole number.
    @inline(never)
    package mutating func append(_ number: Int) {
        let composed = composedNow()
        var magnitude = number.magnitude
        var divisor: UInt = 1
        while magnitude / divisor >= 10 { divisor &*= 10 }
        if number < 0 { composed.append(0x2D) }
        while divisor > 0 {
            composed.append(0x30 &+ UInt8(truncatingIfNeeded: magnitude / divisor))
            magnitude %= divisor
            divisor /= 10
        }
    }

    /// Append bytes that were made from the program's own words.
    @inline(never)
    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        let composed = composedNow()
        for byte in bytes { composed.append(byte) }
    }

    /// Let `write` put words into the room that is left; it gives back how many bytes it wrote.
    @inline(never)
    package mutating func append(writing write: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        composedNow().append(writing: write)
    }

    /// Copy the message and a NUL to memory that has at least 256 bytes.
    @inline(never)
    package func copy(to memory: UnsafeMutablePointer<UInt8>) {
        let count = count
        for index in 0..<count { memory[index] = composed?.byte(at: index) ?? words.utf8Start[index] }
        memory[count] = 0
    }

    /// The memory to write to: that of this message alone.
    private mutating func composedNow() -> ComposedMessage {
        if let composed, isKnownUniquelyReferenced(&self.composed) { return composed }
        let own = ComposedMessage()
        for index in 0..<count { own.append(composed?.byte(at: index) ?? words.utf8Start[index]) }
        composed = own
        return own
    }
}
