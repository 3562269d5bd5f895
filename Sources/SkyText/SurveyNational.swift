extension Survey {
    /// The same text measured with the national tables that options allow, if that costs less; else this survey.
    ///
    /// A text that some alphabet holds is never cheaper in UCS-2: in the fullest header a part still holds 146 septets,
    /// so 73 escaped characters, against 67. The forcing characters that are reported are those of the alphabet that
    /// has the fewest.
    @inline(never)
    func bettered(_ text: UnsafeBufferPointer<UInt8>, options: TextOptions) -> Survey {
        var best = self
        var index = 1
        while index < Alphabet.count(in: options) {
            let other = with(Alphabet.choice(index, in: options), text)
            if other.isBetter(than: best) { best = other }
            index &+= 1
        }
        return best
    }

    private func isBetter(than other: Survey) -> Bool {
        if info.encoding != other.info.encoding { return info.encoding == .gsm7 }
        if info.encoding == .gsm7 { return info.segments < other.info.segments }
        return info.forcingCharacters < other.info.forcingCharacters
    }

    /// This survey with another alphabet; the text is known to be well-formed.
    private func with(_ alphabet: Alphabet, _ text: UnsafeBufferPointer<UInt8>) -> Survey {
        var count = SegmentCount(alphabet.room)
        var firstOffset = -1
        var firstCode: UInt32 = 0
        var forcing = 0
        var offset = 0
        while offset < text.count, let scalar = Scalar(text, at: offset) {
            let units = alphabet.units(of: scalar.code)
            if units > 0 {
                count.add(units)
            } else {
                if forcing == 0 {
                    firstOffset = offset
                    firstCode = scalar.code
                }
                forcing &+= 1
            }
            offset &+= scalar.length
        }
        var answer = self
        if forcing == 0 {
            answer.info.encoding = .gsm7
            answer.info.locking = alphabet.locking
            answer.info.single = alphabet.single
            count.fill(&answer.info)
        } else {
            // In UCS-2 the costs are those already counted; but this text may not have been in UCS-2 before.
            if info.encoding == .gsm7 { return self }
        }
        answer.info.firstForcingOffset = firstOffset
        answer.info.firstForcingCharacter = firstCode
        answer.info.forcingCharacters = forcing
        return answer
    }
}
