import CSkyTables

/// Steps 1 to 7: from text to digits.
struct TextReader {
    let tables: NumberTables
    let scratch: Scratch
    let text: UnsafeBufferPointer<UInt8>

    /// Traits of the character at an index.
    @inline(__always) private func traits(_ index: Int) -> CharacterTraits {
        tables.traits(ofClass: scratch.classes[index])
    }

    /// Reads the text; `needsPlus` is step 5: without a usable region only a number with a plus goes on.
    @inline(__always)
    func read(needsPlus: Bool) -> TextReading {
        guard let base = text.baseAddress else { return .refused(.notANumber) }
        let decoded = TextDecoder(tables: tables).decode(
            base, text.count, classes: scratch.classes, digits: scratch.digits)
        if let refusal = decoded.refusal { return refusal == .notANumber ? .notUTF8 : .refused(refusal) }
        if decoded.traits.has(.complex) || decoded.seen.has(.semicolon) {
            return readThoroughly(decoded, needsPlus: needsPlus)
        }
        return readPlainly(decoded, needsPlus: needsPlus)
    }

    /// The quick way through steps 2 to 7, for what most people write: perhaps words, perhaps a plus, then digits and
    /// punctuation. The number's last character is a digit here, so its digits are all digits there are, and three
    /// of them make it viable.
    @inline(__always)
    private func readPlainly(_ decoded: TextDecoder.Result, needsPlus: Bool) -> TextReading {
        let hasPlus = decoded.afterPlus > decoded.start
        let isTwoDigitsAlone = decoded.digits == 2 && decoded.end &- decoded.start == 2
        guard decoded.digits >= 3 || isTwoDigitsAlone else { return .refused(.notANumber) }
        if needsPlus, !hasPlus { return .refused(.invalidCountry) }
        return .digits(count: decoded.digits, hasPlus: hasPlus, extensionOffset: 0, extensionLength: 0)
    }

    /// The other way: every rule is applied.
    private func readThoroughly(_ decoded: TextDecoder.Result, needsPlus: Bool) -> TextReading {
        guard let span = numberSpan(decoded) else { return .refused(.notANumber) }
        return read(span, mayHaveExtension: decoded.seen.has(.label), needsPlus: needsPlus)
    }

    /// Steps 4 to 7 for the characters that step 3 left.
    @inline(__always)
    private func read(_ span: CharacterSpan, mayHaveExtension: Bool, needsPlus: Bool) -> TextReading {
        let label = mayHaveExtension ? extensionStart(span.start, span.end) : nil
        var number = scan(span.start, span.end, extensionStart: label)
        guard number.isViable else { return .refused(.notANumber) }
        if needsPlus, !number.hasPlus { return .refused(.invalidCountry) }
        var offset = 0
        var length = 0
        var end = span.end
        if let label {
            let shortened = scan(span.start, label, extensionStart: span.start)
            if shortened.isViable {
                (offset, length) = extensionDigits(span)
                number = shortened
                end = label
            } else {
                number = scan(span.start, span.end, extensionStart: label)
            }
        }
        let isComplete = number.scanned == end && number.letters < 3
        let count = isComplete ? number.digits : collectDigits(number.afterPlus, end)
        return .digits(count: count, hasPlus: number.hasPlus, extensionOffset: offset, extensionLength: length)
    }

    // MARK: Steps 1 to 3

    /// The characters that are the number; nil if there are none.
    @inline(__always)
    private func numberSpan(_ decoded: TextDecoder.Result) -> CharacterSpan? {
        if decoded.seen.has(.semicolon) {
            let parameters = TelephoneParameters(text: text, tables: tables)
            if let first = parameters.firstPossible { return parameterSpan(decoded, parameters, from: first) }
        }
        return possibleNumber(decoded)
    }

    /// Step 2: from the first plus or digit to the last letter, number or '#', cut before a second number.
    @inline(__always)
    private func possibleNumber(_ decoded: TextDecoder.Result) -> CharacterSpan? {
        guard decoded.start >= 0 else { return nil }
        var span = CharacterSpan(start: decoded.start, end: max(decoded.start, decoded.end))
        if decoded.seen.has(.slash), decoded.seen.has(.smallX), let cut = secondNumber(span.start, span.end) {
            span.end = cut
        }
        return span
    }

    /// A slash, any spaces, a small x: another extension, so another number, begins there.
    private func secondNumber(_ start: Int, _ end: Int) -> Int? {
        for index in start..<max(start, end) where traits(index).has(.slash) {
            var next = index &+ 1
            while next < end, traits(next).has(.space) { next &+= 1 }
            if next < end, traits(next).has(.smallX) { return index }
        }
        return nil
    }

    /// Steps 1 and 3, for a text that may have parameters of RFC 3966.
    private func parameterSpan(
        _ decoded: TextDecoder.Result, _ parameters: TelephoneParameters, from first: Int
    ) -> CharacterSpan? {
        if let context = parameters.phoneContext(from: first) { return contextSpan(parameters, context) }
        guard var span = possibleNumber(decoded) else { return nil }
        guard parameters.find(.subaddress, from: first, to: text.count) != nil else { return span }
        let startByte = parameters.byteOffset(ofCharacter: span.start)
        let endByte = parameters.byteOffset(ofCharacter: span.end)
        if let cut = parameters.find(.subaddress, from: startByte, to: endByte), cut > startByte {
            span.end = parameters.characterCount(from: 0, to: cut)
        }
        return span
    }

    /// Step 1: the context, if it is a number, then what stands between "tel:" and the context. Nothing is trimmed.
    private func contextSpan(_ parameters: TelephoneParameters, _ context: Range<Int>) -> CharacterSpan? {
        guard let base = text.baseAddress, parameters.isValidContext(context) else { return nil }
        let decoder = TextDecoder(tables: tables)
        var prefix = 0
        if base[context.lowerBound] == UInt8(ascii: "+") {
            prefix =
                decoder.decode(
                    base + context.lowerBound, context.count, classes: scratch.classes, digits: scratch.digits
                ).count
        }
        let nameStart = context.lowerBound &- TelephoneParameters.Name.phoneContext.length
        let scheme = parameters.find(.scheme, from: 0, to: text.count)
        let first = min((scheme.map { $0 &+ TelephoneParameters.Name.scheme.length } ?? 0), nameStart)
        var last = nameStart
        if let cut = parameters.find(.subaddress, from: first, to: last), cut > first || prefix > 0 { last = cut }
        let count = decoder.decode(
            base + first, last &- first, classes: scratch.classes + prefix, digits: scratch.digits
        ).count
        return CharacterSpan(start: 0, end: prefix &+ count, firstByteOfNumber: first, skipped: prefix)
    }

    // MARK: Steps 4 and 7

    /// A walk over characters from the left, as far as they can be a number without an extension.
    private struct Scan {
        /// Behind the plus signs at the start.
        var afterPlus = 0
        var hasPlus = false
        /// Where it ended: all characters before are plus signs, digits, punctuation or letters after three digits.
        var scanned = 0
        /// Digits up to there, whose values are in `Scratch.digits`.
        var digits = 0
        /// ASCII letters up to there.
        var letters = 0
        /// Step 4: two digits alone, or a number, perhaps with an extension.
        var isViable = false
    }

    /// Step 4, and the digits of step 7 on the way. No extension begins before `extensionStart`; nil: there is none.
    @inline(__always)
    private func scan(_ start: Int, _ end: Int, extensionStart: Int?) -> Scan {
        var result = Scan()
        var index = start
        while index < end, traits(index).has(.plus) { index &+= 1 }
        result.afterPlus = index
        result.hasPlus = index > start
        var digits = 0
        var letters = 0
        var afterThirdDigit = -1
        while index < end {
            // Counted without branches: which character follows which cannot be predicted.
            let here = traits(index)
            guard here.has(digits < 3 ? .betweenDigits : .behindDigits) else { break }
            index &+= 1
            scratch.digits[digits] = here.value
            digits &+= here.has(.digit) ? 1 : 0
            letters &+= here.has(.asciiLetter) ? 1 : 0
            afterThirdDigit = digits == 3 && here.has(.digit) ? index : afterThirdDigit
        }
        result.scanned = index
        result.digits = digits
        result.letters = letters
        if afterThirdDigit < 0 {
            result.isViable = digits == 2 && end &- start == 2
        } else {
            result.isViable = index == end
            if !result.isViable, let extensionStart, extensionStart <= index {
                result.isViable = hasExtension(startingIn: afterThirdDigit...index, end)
            }
        }
        return result
    }

    /// Step 7 for what `scan` cannot do on the way: with three or more ASCII letters the digits are those of a keypad,
    /// and only ASCII ones; otherwise digits of any script.
    private func collectDigits(_ start: Int, _ end: Int) -> Int {
        var letters = 0
        for index in start..<max(start, end) where traits(index).has(.asciiLetter) { letters &+= 1 }
        var count = 0
        for index in start..<max(start, end) {
            let value = letters >= 3 ? traits(index).keypad : traits(index).value
            scratch.digits[count] = value
            count &+= value == CharacterTraits.noValue ? 0 : 1
        }
        return count
    }

    // MARK: Step 6

    /// Whether the text up to `end` ends in an extension that begins at one of the positions.
    private func hasExtension(startingIn positions: ClosedRange<Int>, _ end: Int) -> Bool {
        var state = 1
        var index = end
        while index > positions.lowerBound {
            index &-= 1
            state = nextExtensionState(state, index)
            if state == 0 { return false }
            if tables.raw.pointee.extension_accepts[state] != 0, index <= positions.upperBound { return true }
        }
        return false
    }

    /// The leftmost position from which the rest, up to `end`, is an extension.
    @inline(__always)
    private func extensionStart(_ start: Int, _ end: Int) -> Int? {
        var state = 1
        var found: Int?
        var index = end
        while index > start {
            index &-= 1
            state = nextExtensionState(state, index)
            if state == 0 { break }
            if tables.raw.pointee.extension_accepts[state] != 0 { found = index }
        }
        return found
    }

    @inline(__always) private func nextExtensionState(_ state: Int, _ index: Int) -> Int {
        let raw = tables.raw
        let column = Int(raw.pointee.extension_columns[Int(scratch.classes[index])])
        return Int(raw.pointee.extension_states[state &* SKY_NUMBER_EXTENSION_COLUMNS &+ column])
    }

    /// Where the extension's digits stand in the text: the last run of digits, perhaps with a '#' behind.
    private func extensionDigits(_ span: CharacterSpan) -> (Int, Int) {
        var end = span.end
        while end > span.start, !traits(end &- 1).has(.digit) { end &-= 1 }
        var start = end
        while start > span.start, traits(start &- 1).has(.digit) { start &-= 1 }
        let parameters = TelephoneParameters(text: text, tables: tables)
        let from = span.firstByteOfNumber
        let offset = parameters.byteOffset(ofCharacter: start &- span.skipped, from: from)
        return (offset, parameters.byteOffset(ofCharacter: end &- start, from: offset) &- offset)
    }
}
