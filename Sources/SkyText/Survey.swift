import CSkyTables

/// A text measured, before the question what it would cost simplified.
struct Survey {
    var info = TextInfo()
    /// Some character could be joined with the one before it (NFC); false for sure if not.
    var mayCompose = false
    /// For a text in UCS-2: whether it can be spelled in the standard alphabet, and with how many segments.
    var spelling: SpelledCount.Outcome = .unknown
    var spelledSegments = 0

    /// Measures with the alphabets that options allow, and checks that the text is UTF-8 without NUL.
    @inline(never)
    static func take(
        _ text: UnsafeBufferPointer<UInt8>, options: TextOptions
    ) throws(TextError) -> Survey {
        let survey = try takeStandard(text, options: options)
        return Alphabet.count(in: options) > 1 ? survey.bettered(text, options: options) : survey
    }

    /// Measures with the standard alphabet; options only tell which spellings to count.
    static func takeStandard(
        _ text: UnsafeBufferPointer<UInt8>, options: TextOptions
    ) throws(TextError) -> Survey {
        guard text.count <= TextMeter.longestText else { throw TextError(.tooLong, at: TextMeter.longestText) }
        guard let bytes = text.baseAddress, text.count > 0 else { return Survey() }
        var survey = Survey()
        var count = SegmentCount(Alphabet.standard.room)
        let forcing = try survey.countSeptets(text, bytes, &count)
        if forcing < text.count {
            var spelled = SpelledCount(after: count, characters: survey.info.characters, options: options)
            // All characters so far are in the basic plane: one unit each.
            count = SegmentCount(.ucs2)
            count.addSingles(survey.info.characters)
            survey.info.encoding = .ucs2
            survey.info.firstForcingOffset = forcing
            try survey.countUnits(text, bytes, from: forcing, &count, &spelled)
            survey.spelling = spelled.outcome
            survey.spelledSegments = spelled.segments(of: survey.info.characters)
            if let first = Scalar(text, at: forcing) { survey.info.firstForcingCharacter = first.code }
        }
        count.fill(&survey.info)
        return survey
    }

    /// Counts septets up to the first character that the default alphabet does not have, and returns its offset.
    private mutating func countSeptets(
        _ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafePointer<UInt8>, _ count: inout SegmentCount
    ) throws(TextError) -> Int {
        let end = text.count
        guard let units = sky_text_default_units(), let set = sky_text_default_set() else { return 0 }
        var offset = 0
        // Continuation bytes, so that characters need not be counted one by one.
        var continuations = 0
        var counted = 0
        while offset < end {
            offset = PlainRun.end(in: bytes, from: offset, to: end)
            // Byte by byte to the end, or past what stopped the run of blocks.
            let stop = min(offset &+ 16, end)
            while offset < stop {
                let byte = bytes[offset]
                if byte < 0x80 {
                    let room = units[Int(byte)]
                    if room == 1 {
                        offset &+= 1
                        continue
                    }
                    if room == 0 { break }
                    count.addSingles(offset &- continuations &- counted)
                    count.addPair()
                    offset &+= 1
                    counted = offset &- continuations
                    continue
                }
                guard let scalar = Scalar(text, at: offset) else { throw TextError(.invalidUTF8, at: offset) }
                if scalar.length == 2, set[Int(scalar.code >> 5)] >> (scalar.code & 31) & 1 != 0 {
                    offset &+= 2
                    continuations &+= 1
                } else if scalar.code == 0x20AC {
                    count.addSingles(offset &- continuations &- counted)
                    count.addPair()
                    offset &+= 3
                    continuations &+= 2
                    counted = offset &- continuations
                } else {
                    break
                }
            }
            if offset < stop { break }
        }
        info.characters = offset &- continuations
        count.addSingles(info.characters &- counted)
        return offset
    }
}
