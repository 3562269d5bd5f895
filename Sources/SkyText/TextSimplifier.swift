/// Rewrites a text so that it costs less and means the same: in GSM 7-bit if each of its characters is in the alphabet
/// or has a spelling there that keeps the meaning, else only with letters and combining marks put together.
///
/// The outcome never has more segments than the text, and simplified again it stays as it is. Whole scripts are left
/// alone unless `TextOptions.transliterates` asks for Greek and Cyrillic. The spellings are in
/// `tools/text/spellings.txt` and `tools/text/unicode_spellings.txt`.
package struct TextSimplifier {
    /// What the text costs as it is; `simplifiedSegments` and `simplifiedEncoding` what it costs rewritten.
    package let info: TextInfo

    private let text: UnsafeBufferPointer<UInt8>
    private let rewrite: Rewrite

    /// Measures the text and decides how to rewrite it; the buffer must outlive the simplifier.
    /// - Throws: `TextError` as `TextMeter.measure`.
    package init(_ text: UnsafeBufferPointer<UInt8>, options: TextOptions = TextOptions()) throws(TextError) {
        let survey = try Survey.take(text, options: options)
        rewrite = Rewrite.cheapest(of: text, survey: survey, options: options)
        var info = survey.info
        info.simplifiedSegments = rewrite.segments
        info.simplifiedEncoding = rewrite.encoding
        self.info = info
        self.text = text
    }

    /// True if the rewritten text is the text itself, byte for byte, and nothing is reported.
    package var changesNothing: Bool {
        if rewrite.manner == .unchanged { return true }
        var walk = rewrite.walk(text)
        while let step = walk.next() {
            if step.kind != .none { return false }
        }
        return true
    }

    /// Length of the rewritten text in bytes, for a caller that has to allocate first.
    package var byteCount: Int {
        if rewrite.manner == .unchanged { return text.count }
        var walk = rewrite.walk(text)
        var total = 0
        while true {
            total &+= walk.skipPlain()
            guard let step = walk.next() else { return total }
            total &+= step.spelling.length
        }
    }

    /// Writes the rewritten text, as far as it fits, and reports each replacement from left to right.
    /// - Parameter output: `byteCount` bytes take all of it. No NUL is added.
    /// - Returns: The bytes written.
    @discardableResult
    package func write(
        into output: UnsafeMutableBufferPointer<UInt8>, report: (TextReplacement) -> Void = { _ in }
    ) -> Int {
        var written = 0
        if rewrite.manner == .unchanged {
            while written < text.count, written < output.count {
                output[written] = text[written]
                written &+= 1
            }
            return written
        }
        var walk = rewrite.walk(text)
        while true {
            var plain = walk.offset
            let end = plain &+ walk.skipPlain()
            while plain < end, written < output.count {
                output[written] = text[plain]
                written &+= 1
                plain &+= 1
            }
            guard let step = walk.next(), output.count &- written >= step.spelling.length else { return written }
            if step.kind != .none { report(TextSimplifier.replacement(step, at: written)) }
            var index = 0
            while index < step.spelling.length {
                output[written] = step.spelling.byte(index)
                written &+= 1
                index &+= 1
            }
        }
    }

    /// Appends the rewritten text to a growing buffer and reports each replacement from left to right; their
    /// `outputOffset` counts from where the buffer ended before.
    package func append(to output: inout [UInt8], report: (TextReplacement) -> Void = { _ in }) {
        let start = output.count
        output.reserveCapacity(start &+ text.count)
        if rewrite.manner == .unchanged {
            output.append(contentsOf: text)
            return
        }
        var walk = rewrite.walk(text)
        while true {
            let plain = walk.offset
            let skipped = walk.skipPlain()
            output.append(contentsOf: UnsafeBufferPointer(rebasing: text[plain..<plain &+ skipped]))
            guard let step = walk.next() else { return }
            if step.kind != .none { report(TextSimplifier.replacement(step, at: output.count &- start)) }
            var index = 0
            while index < step.spelling.length {
                output.append(step.spelling.byte(index))
                index &+= 1
            }
        }
    }

    /// Reports each replacement from left to right without writing the text.
    package func list(_ report: (TextReplacement) -> Void) {
        if rewrite.manner == .unchanged { return }
        var walk = rewrite.walk(text)
        var written = 0
        while true {
            written &+= walk.skipPlain()
            guard let step = walk.next() else { return }
            if step.kind != .none { report(TextSimplifier.replacement(step, at: written)) }
            written &+= step.spelling.length
        }
    }

    private static func replacement(_ step: RewriteWalk.Step, at outputOffset: Int) -> TextReplacement {
        TextReplacement(
            kind: step.kind, offset: step.offset, length: step.length, character: step.character,
            outputOffset: outputOffset, outputLength: step.spelling.length)
    }
}
