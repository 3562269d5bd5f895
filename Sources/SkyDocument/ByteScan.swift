import CPlatform

/// Looking through bytes: the few searches that readers need, each within bounds by construction.
package enum ByteScan {
    /// Whether a byte is one of XML's four blanks: space, tab, CR, LF.
    @inline(__always)
    package static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// The bytes without blanks at both ends.
    @inline(__always)
    package static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var first = 0
        var end = bytes.count
        while first < end, isBlank(bytes[first]) { first &+= 1 }
        while end > first, isBlank(bytes[end &- 1]) { end &-= 1 }
        return UnsafeBufferPointer(rebasing: bytes[first..<end])
    }

    /// The offset of the first `byte` at or behind `start`, or nil.
    package static func firstIndex(
        of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        guard start >= 0, start < bytes.count, let base = bytes.baseAddress else { return nil }
        guard let found = memchr(base + start, Int32(byte), bytes.count &- start) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Whether `text` stands at an offset.
    package static func starts(
        with text: StaticString, in bytes: UnsafeBufferPointer<UInt8>, at offset: Int
    ) -> Bool {
        guard offset >= 0, bytes.count &- offset >= text.utf8CodeUnitCount, let base = bytes.baseAddress else {
            return false
        }
        return memcmp(base + offset, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    /// The offset behind the first `text` at or behind `start`, or nil.
    package static func end(
        of text: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        var offset = start
        while let found = firstIndex(of: text.utf8Start[0], in: bytes, from: offset) {
            if starts(with: text, in: bytes, at: found) { return found &+ text.utf8CodeUnitCount }
            offset = found &+ 1
        }
        return nil
    }

    /// Whether two runs of bytes are equal.
    @inline(__always)
    package static func equal(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        guard one.count > 0, let first = one.baseAddress, let second = other.baseAddress else { return true }
        return memcmp(first, second, one.count) == 0
    }

    /// Whether bytes equal a text that the program itself has.
    @inline(__always)
    package static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
        bytes.count == text.utf8CodeUnitCount && starts(with: text, in: bytes, at: 0)
    }

    /// Whether bytes equal a text of the program's own, which is in lower case, without regard to ASCII case.
    package static func equalIgnoringCase(_ bytes: UnsafeBufferPointer<UInt8>, _ lowerCase: StaticString) -> Bool {
        guard bytes.count == lowerCase.utf8CodeUnitCount else { return false }
        for offset in 0..<bytes.count where lowerCased(bytes[offset]) != lowerCase.utf8Start[offset] {
            return false
        }
        return true
    }

    /// An ASCII letter in lower case, any other byte as it is.
    @inline(__always)
    package static func lowerCased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    /// An ASCII letter in upper case, any other byte as it is.
    @inline(__always)
    package static func upperCased(_ byte: UInt8) -> UInt8 {
        byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte
    }

    /// Whether two names mean the same: compared without regard to ASCII case, `-` and `_` (rule T4).
    @inline(__always)
    package static func equalNames(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        // Most names differ in their first letter already.
        if one.count > 0, other.count > 0, upperCased(one[0]) != upperCased(other[0]), !isNameSeparator(one[0]),
            !isNameSeparator(other[0])
        {
            return false
        }
        return equalNamesToTheEnd(one, other)
    }

    @inline(never)
    package static func equalNamesToTheEnd(
        _ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        // Most that mean the same are spelled the same.
        if equal(one, other) { return true }
        var first = 0
        var second = 0
        while true {
            while first < one.count, isNameSeparator(one[first]) { first &+= 1 }
            while second < other.count, isNameSeparator(other[second]) { second &+= 1 }
            guard first < one.count, second < other.count else {
                return first == one.count && second == other.count
            }
            guard upperCased(one[first]) == upperCased(other[second]) else { return false }
            first &+= 1
            second &+= 1
        }
    }

    /// Whether a byte counts for nothing in a name.
    @inline(__always)
    package static func isNameSeparator(_ byte: UInt8) -> Bool {
        byte == 0x2D || byte == 0x5F
    }
}
