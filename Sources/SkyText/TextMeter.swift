/// Tells what a text costs.
package enum TextMeter {
    /// The longest text that is measured, in bytes: 1 MiB, some 7,000 messages. A longer one is refused at once.
    package static var longestText: Int { 1_048_576 }

    /// Measures a text: one pass, no allocation.
    ///
    /// Among the alphabets that `options` allow the cheapest is taken, the default one if several cost the same; UCS-2
    /// only if none of them holds each character.
    /// - Throws: `TextError` for a text that is not UTF-8, holds a NUL, or is longer than `longestText`.
    package static func measure(
        _ text: UnsafeBufferPointer<UInt8>, options: TextOptions = TextOptions()
    ) throws(TextError) -> TextInfo {
        let survey = try Survey.take(text, options: options)
        var info = survey.info
        info.simplifiedSegments = info.segments
        info.simplifiedEncoding = info.encoding
        if info.encoding == .gsm7 { return info }
        switch survey.spelling {
        case .impossible where !survey.mayCompose: break
        case .possible:
            guard survey.spelledSegments <= info.segments else { break }
            info.simplifiedSegments = survey.spelledSegments
            info.simplifiedEncoding = .gsm7
        default:
            let rewrite = Rewrite.cheapest(of: text, survey: survey, options: options)
            info.simplifiedSegments = rewrite.segments
            info.simplifiedEncoding = rewrite.encoding
        }
        return info
    }
}
