extension String {
    /// Words of the program's own.
    init(words: StaticString) {
        let bytes = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
        self = String(decoding: bytes, as: Unicode.UTF8.self)
    }

    /// Whether two texts are the same bytes. (`==` compares by Unicode's tables, which Embedded Swift does not bring.)
    func isSame(as other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }

    /// Whether the text contains another, byte by byte.
    func holds(_ part: StaticString) -> Bool {
        let bytes = Array(utf8)
        let length = part.utf8CodeUnitCount
        guard bytes.count >= length else { return false }
        return (0...bytes.count - length).contains { start in
            (0..<length).allSatisfy { bytes[start + $0] == part.utf8Start[$0] }
        }
    }

    /// International format: digits only, no prefix, as many as a number can have (docs/skycore.md, section 3.1).
    var isMSISDN: Bool {
        utf8.count >= 7 && utf8.count <= 17 && utf8.first != 0x30 && utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// Something on both sides of one `@`.
    var isEmailAddress: Bool {
        let parts = utf8.split(separator: 0x40, omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
    }

    /// The number that the last two characters before the end, or before `@`, make; -1 if they are no digits.
    var ending: Int {
        let local = utf8.prefix { $0 != 0x40 }.suffix(2)
        guard local.count == 2, local.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return -1 }
        return local.reduce(0) { $0 * 10 + Int($1) - 48 }
    }

    /// A whole number; nil if it is none.
    var wholeNumber: Int? {
        guard !utf8.isEmpty, utf8.count <= 9, utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return utf8.reduce(0) { $0 * 10 + Int($1) - 48 }
    }
}
