import CSkyTables

/// Goes through a well-formed text and tells for each character, with the marks that join it, how it is written.
struct RewriteWalk {
    /// One character of the text and what takes its place.
    struct Step {
        var kind: TextReplacement.Kind = .none
        var offset = 0
        var length = 0
        var character: UInt32 = 0
        var spelling = Spelling()
        /// The alphabet has neither the character nor a spelling of it.
        var isBlocked = false
    }

    private let text: UnsafeBufferPointer<UInt8>
    /// Nil: only put together what NFC puts together.
    private let alphabet: Alphabet?
    private let transliterates: Bool
    /// How far the walk has got, in bytes.
    private(set) var offset = 0
    private var followsLatin = false
    private var followsDigit = false

    init(_ text: UnsafeBufferPointer<UInt8>, alphabet: Alphabet?, transliterates: Bool) {
        self.text = text
        self.alphabet = alphabet
        self.transliterates = transliterates
    }

    /// Passes over plain characters that stay as they are, and returns their number.
    mutating func skipPlain() -> Int {
        guard let bytes = text.baseAddress, let units = sky_text_default_units(), let alphabet, alphabet.isStandard
        else {
            return 0
        }
        var end = PlainRun.end(in: bytes, from: offset, to: text.count)
        while end < text.count, bytes[end] < 0x80, units[Int(bytes[end])] == 1 { end &+= 1 }
        // A mark may follow, from U+0300 on: the last character is left to `next`.
        if end > offset, end < text.count, bytes[end] >= 0xCC { end &-= 1 }
        guard end > offset else { return 0 }
        let skipped = end &- offset
        remember(UInt32(bytes[end &- 1]))
        offset = end
        return skipped
    }

    mutating func next() -> Step? {
        guard offset < text.count, let scalar = Scalar(text, at: offset) else { return nil }
        var step = Step()
        step.offset = offset
        step.character = scalar.code
        let composed = compose(scalar)
        step.length = offset &- step.offset
        step.kind = composed == scalar.code ? .none : .composition
        step.spelling = Spelling(composed)
        if let alphabet, alphabet.units(of: composed) == 0 { respell(composed, with: alphabet, &step) }
        if step.spelling.length > 0 { remember(step.spelling) }
        return step
    }

    /// Takes a character and the marks after it that canonically compose with it; returns the outcome.
    private mutating func compose(_ first: Scalar) -> UInt32 {
        var composed = first.code
        offset &+= first.length
        while offset < text.count, text[offset] >= 0xCC, let mark = Scalar(text, at: offset) {
            // National tables hold some marks: what can be written stays as it is.
            if let alphabet, !alphabet.isStandard, alphabet.units(of: mark.code) > 0 { break }
            guard Survey.mayCompose(mark.code) else { break }
            let joined = sky_text_composed(composed, mark.code)
            if joined == 0 { break }
            composed = joined
            offset &+= mark.length
        }
        return composed
    }

    private mutating func respell(_ composed: UInt32, with alphabet: Alphabet, _ step: inout Step) {
        let found = sky_text_spelling_of(composed)
        guard let kind = TextReplacement.Kind(rawValue: found.kind), isAllowed(kind, with: alphabet) else {
            step.isBlocked = true
            return
        }
        var spelling = Spelling(bytes: found.bytes, length: Int(found.length))
        if kind == .fraction { setApart(&spelling) }
        guard isWritable(spelling, with: alphabet) else {
            step.isBlocked = true
            return
        }
        step.kind = kind
        step.spelling = spelling
    }

    private func isAllowed(_ kind: TextReplacement.Kind, with alphabet: Alphabet) -> Bool {
        switch kind {
        case .none: false
        case .script: transliterates
        case .mark: followsLatin
        // In Indian and Arabic scripts joiners choose the form of letters.
        case .joiner: alphabet.isStandard
        default: true
        }
    }

    private func setApart(_ fraction: inout Spelling) {
        if followsDigit { fraction.prependSpace() }
        if offset < text.count, text[offset] &- 0x30 <= 9 { fraction.append(0x20) }
    }

    private func isWritable(_ spelling: Spelling, with alphabet: Alphabet) -> Bool {
        var index = 0
        while index < spelling.length {
            let character = spelling.character(at: index)
            if alphabet.units(of: character.code) == 0 { return false }
            index = character.next
        }
        return true
    }

    private mutating func remember(_ spelling: Spelling) {
        var last: UInt32 = 0
        var index = 0
        while index < spelling.length {
            let character = spelling.character(at: index)
            last = character.code
            index = character.next
        }
        remember(last)
    }

    private mutating func remember(_ last: UInt32) {
        followsDigit = last &- 0x30 <= 9
        followsLatin = (last | 0x20) &- 0x61 <= 25 || (last >= 0xC0 && last < 0x250 && last != 0xD7 && last != 0xF7)
    }
}
