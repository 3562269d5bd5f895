import CSkyTables

/// The parameters of RFC 3966 ("tel:+1-774;phone-context=...") that steps 1 and 3 look for in a text known to be UTF-8.
struct TelephoneParameters {
    let text: UnsafeBufferPointer<UInt8>
    let tables: NumberTables

    /// What is looked for; case matters, as it does in libphonenumber.
    enum Name {
        case scheme
        case phoneContext
        case subaddress

        var text: StaticString {
            switch self {
            case .scheme: "tel:"
            case .phoneContext: ";phone-context="
            case .subaddress: ";isub="
            }
        }

        var length: Int { text.utf8CodeUnitCount }
    }

    /// Byte offset of the first occurrence within a range of bytes.
    func find(_ name: Name, from start: Int, to end: Int) -> Int? {
        guard let base = text.baseAddress else { return nil }
        let wanted = name.text.utf8Start
        let length = name.length
        var offset = start
        while offset &+ length <= end {
            var index = base[offset] == wanted[0] ? 1 : 0
            while index > 0, index < length, base[offset &+ index] == wanted[index] { index &+= 1 }
            if index == length { return offset }
            offset &+= 1
        }
        return nil
    }

    /// Where the first parameter that steps 1 and 3 may know begins: a semicolon with the first letter of one behind
    /// it.
    var firstPossible: Int? {
        guard let base = text.baseAddress else { return nil }
        for offset in 1..<max(1, text.count) where base[offset &- 1] == UInt8(ascii: ";") {
            if base[offset] == UInt8(ascii: "p") || base[offset] == UInt8(ascii: "i") { return offset &- 1 }
        }
        return nil
    }

    /// The bytes of the first phone context, up to the next semicolon or the end; nil if there is none.
    func phoneContext(from first: Int = 0) -> Range<Int>? {
        guard let name = find(.phoneContext, from: first, to: text.count) else { return nil }
        let start = name &+ Name.phoneContext.length
        var end = start
        while end < text.count, text[end] != UInt8(ascii: ";") { end &+= 1 }
        return start..<end
    }

    /// Whether a context is a global number or a domain name, as step 1 defines them.
    func isValidContext(_ context: Range<Int>) -> Bool {
        guard !context.isEmpty else { return false }
        if text[context.lowerBound] == UInt8(ascii: "+") {
            return isGlobalNumber(context.lowerBound &+ 1, context.upperBound)
        }
        return isDomainName(context.lowerBound, context.upperBound)
    }

    /// Digits and visual separators with at least one digit.
    private func isGlobalNumber(_ start: Int, _ end: Int) -> Bool {
        var hasDigit = false
        var offset = start
        while offset < end {
            let (kind, length) = character(offset, end)
            switch kind {
            case .digit: hasDigit = true
            case .hyphen, .dot, .parenthesis: break
            case .letter, .other: return false
            }
            offset &+= length
        }
        return hasDigit
    }

    /// Labels of letters and digits with hyphens inside, separated by dots, the last one beginning with a letter.
    private func isDomainName(_ start: Int, _ end: Int) -> Bool {
        var previous = Kind.dot
        var lastLabelBeginsWithLetter = false
        var offset = start
        while offset < end {
            let (kind, length) = character(offset, end)
            switch kind {
            case .letter, .digit:
                if previous == .dot { lastLabelBeginsWithLetter = kind == .letter }
            case .hyphen:
                if previous == .dot { return false }
            case .dot:
                if previous == .dot || previous == .hyphen { return false }
            case .parenthesis, .other:
                return false
            }
            previous = kind
            offset &+= length
        }
        return previous != .hyphen && lastLabelBeginsWithLetter
    }

    private enum Kind {
        case digit
        case letter
        case hyphen
        case dot
        case parenthesis
        case other
    }

    private func character(_ offset: Int, _ end: Int) -> (Kind, Int) {
        guard let base = text.baseAddress else { return (.other, 1) }
        let byte = base[offset]
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return (.digit, 1)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): return (.letter, 1)
        case UInt8(ascii: "-"): return (.hyphen, 1)
        case UInt8(ascii: "."): return (.dot, 1)
        case UInt8(ascii: "("), UInt8(ascii: ")"): return (.parenthesis, 1)
        case 0..<0x80: return (.other, 1)
        default: break
        }
        guard let (code, length) = TextDecoder.scalar(base + offset, end &- offset) else { return (.other, 1) }
        let found = TextDecoder(tables: tables).characterClass(code)
        let isDigit = tables.traits(ofClass: found).has(.digit)
        return (isDigit ? .digit : .other, length)
    }

    /// Characters in a range of bytes.
    func characterCount(from start: Int, to end: Int) -> Int {
        var count = 0
        for offset in start..<max(start, end) where text[offset] & 0xC0 != 0x80 { count &+= 1 }
        return count
    }

    /// Byte offset of a character, counted from the one that begins at `start`.
    func byteOffset(ofCharacter index: Int, from start: Int = 0) -> Int {
        var offset = start
        var left = index
        while offset < text.count {
            if text[offset] & 0xC0 != 0x80 {
                if left == 0 { return offset }
                left &-= 1
            }
            offset &+= 1
        }
        return text.count
    }
}
