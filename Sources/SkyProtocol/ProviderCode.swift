import SkyDocument

/// A provider's code ("E110", "AUTH_FAILED"), or a state in a report ("Delivered").
package struct ProviderCode: Equatable {
    /// Bytes that fit; what is longer is cut off.
    package static let capacity = 31

    /// The code's bytes in upper case, the first the most significant, so that tables can be searched by a switch; 0
    /// for a code of more than eight.
    package let key: UInt64

    private var letters = InlineArray<32, UInt8>(repeating: 0)
    private var count = 0

    /// No code.
    package static var none: ProviderCode { ProviderCode(UnsafeBufferPointer(start: nil, count: 0)) }

    /// Read a code. Blanks around it do not count, and neither does case: it is kept in upper case.
    @inline(never)
    package init(_ text: UnsafeBufferPointer<UInt8>) {
        let code = ByteScan.trimmed(text)
        var packed: UInt64 = 0
        for byte in code where count < ProviderCode.capacity {
            letters[count] = ByteScan.upperCased(byte)
            packed = packed << 8 | UInt64(letters[count])
            count &+= 1
        }
        key = code.count <= 8 ? packed : 0
    }

    /// The number of a code that is one letter and three digits; nil for other codes and other letters.
    func number(behind letter: UInt8) -> Int? {
        guard key >> 24 == UInt64(letter) else { return nil }
        let digits = (Int(key >> 16 & 0xFF) &- 0x30, Int(key >> 8 & 0xFF) &- 0x30, Int(key & 0xFF) &- 0x30)
        guard 0...9 ~= digits.0, 0...9 ~= digits.1, 0...9 ~= digits.2 else { return nil }
        return digits.0 &* 100 &+ digits.1 &* 10 &+ digits.2
    }

    /// Whether it is a word of a table, without regard to ASCII case.
    func isWord(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard word.count == count else { return false }
        for index in 0..<count where letters[index] != ByteScan.upperCased(word[index]) { return false }
        return true
    }

    /// Whether it has the form of codes: a letter and two to four digits ("E110"), or words joined by underscores
    /// ("AUTH_FAILED"). Anything else in a code's place may be a number, a key or a text.
    package var isShapedAsCode: Bool {
        var digits = 0
        var underscores = 0
        for index in 0..<count {
            switch letters[index] {
            case 0x41...0x5A where digits == 0: continue
            case 0x5F where digits == 0: underscores &+= 1
            case 0x30...0x39: digits &+= 1
            default: return false
            }
        }
        return digits == 0 ? underscores > 0 : 2...4 ~= digits && count == digits &+ 1
    }

    /// Whether it stands somewhere in `text`, without regard to ASCII case.
    package func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count > 0, text.count >= count else { return false }
        for start in 0...(text.count &- count) where ByteScan.upperCased(text[start]) == letters[0] {
            if isWord(UnsafeBufferPointer(rebasing: text[start..<(start &+ count)])) { return true }
        }
        return false
    }

    /// Whether there is none.
    package var isEmpty: Bool { count == 0 }

    /// Copy it to room of more than `capacity` bytes, with a NUL behind it.
    package func copy(to room: UnsafeMutableRawBufferPointer) {
        guard room.count > count else { return }
        for index in 0..<count { room[index] = letters[index] }
        room[count] = 0
    }

    /// Whether two are the same.
    package static func == (one: ProviderCode, other: ProviderCode) -> Bool {
        guard one.count == other.count else { return false }
        for index in 0..<one.count where one.letters[index] != other.letters[index] { return false }
        return true
    }
}
