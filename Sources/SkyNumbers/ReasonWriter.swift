/// Puts words and numbers into a piece of memory; what does not fit is cut off.
struct ReasonWriter {
    private let room: UnsafeMutableBufferPointer<UInt8>

    /// Bytes written.
    private(set) var count = 0

    init(_ room: UnsafeMutableBufferPointer<UInt8>) {
        self.room = room
    }

    mutating func append(_ words: StaticString) {
        for index in 0..<words.utf8CodeUnitCount { append(byte: words.utf8Start[index]) }
    }

    /// A number from 0 to 999.
    mutating func append(_ number: Int) {
        let bounded = min(max(number, 0), 999)
        if bounded >= 100 { append(byte: 0x30 &+ UInt8(truncatingIfNeeded: bounded / 100)) }
        if bounded >= 10 { append(byte: 0x30 &+ UInt8(truncatingIfNeeded: bounded / 10 % 10)) }
        append(byte: 0x30 &+ UInt8(truncatingIfNeeded: bounded % 10))
    }

    /// "too short for +44: 2 digits missing"
    mutating func append(_ words: StaticString, _ code: Int, by digits: Int, _ end: StaticString) {
        append(words)
        append(code)
        append(": ")
        append(digits)
        append(digits == 1 ? " digit " : " digits ")
        append(end)
    }

    private mutating func append(byte: UInt8) {
        guard count < room.count else { return }
        room[count] = byte
        count &+= 1
    }
}
