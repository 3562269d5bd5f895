import SkyDocument

/// The recipients of a call in international form, in the order in which the request names them.
package struct RecipientList: ~Copyable {
    /// One recipient: 16 bytes.
    struct Recipient: BitwiseCopyable {
        /// The digits as a number, to tell doubles. (Of more than 19 digits the first fall away; those are compared as
        /// text.)
        var key: UInt64 = 0
        /// Where its digits begin.
        var offset: UInt32 = 0
        /// How many.
        var length: UInt16 = 0
        /// 1: a double of one before it, which does not go out.
        var isDouble: UInt8 = 0
        /// 1: the answer speaks of it.
        var isAnswered: UInt8 = 0
        /// Which of several messages it is a recipient of, from 0.
        var message: UInt32 = 0
    }

    private var digits = ByteBuffer()
    private var list = PlainArray<Recipient>()
    private var hasFailed = false

    init() {}

    /// Forget all.
    mutating func reset() {
        digits.shrink(above: 64 << 10)
        digits.reset()
        list.reset(keeping: 64 << 10)
        hasFailed = false
    }

    /// How many there are, doubles counted.
    var count: Int { list.count }

    /// Whether memory was enough.
    var isComplete: Bool { !hasFailed && !digits.hasFailed }

    /// Append a recipient of a message, unless that has it already; then it is marked.
    mutating func append(_ number: UnsafeBufferPointer<UInt8>, message: Int) {
        var recipient = Recipient()
        for digit in number { recipient.key = recipient.key &* 10 &+ UInt64(digit &- 0x30) }
        recipient.offset = UInt32(truncatingIfNeeded: digits.count)
        recipient.length = UInt16(truncatingIfNeeded: number.count)
        recipient.message = UInt32(truncatingIfNeeded: message)
        for other in list.values.reversed() {
            guard other.message == recipient.message else { break }
            if other.key == recipient.key, other.length == recipient.length { recipient.isDouble = 1 }
        }
        digits.append(number)
        if !list.append(recipient) { hasFailed = true }
    }

    /// Whether a number is among them.
    func has(_ number: UnsafeBufferPointer<UInt8>) -> Bool {
        var key: UInt64 = 0
        for digit in number { key = key &* 10 &+ UInt64(digit &- 0x30) }
        return list.values.contains { $0.key == key && Int($0.length) == number.count }
    }

    /// The digits of recipient `index`; nil for a double, and if there is none.
    func goingOut(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
        guard let recipient = recipient(index), recipient.isDouble == 0 else { return nil }
        return number(of: recipient)
    }

    /// The digits of a recipient.
    func number(of recipient: Recipient) -> UnsafeBufferPointer<UInt8> {
        let start = Int(recipient.offset)
        let end = start &+ Int(recipient.length)
        guard end <= digits.count else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(rebasing: digits.bytes[start..<end])
    }

    /// Recipient `index`, or nil.
    func recipient(_ index: Int) -> Recipient? {
        index >= 0 && index < list.count ? list.values[index] : nil
    }
}
