/// How a text is best rewritten, and what that costs; found by going through it without writing.
struct Rewrite {
    enum Manner: UInt8 {
        /// Nothing is gained: the text stays.
        case unchanged
        /// It stays in UCS-2, with letters and marks put together.
        case composed
        /// It travels in septets.
        case spelled
    }

    let manner: Manner
    let alphabet: Alphabet
    let transliterates: Bool
    let segments: Int
    let encoding: TextEncoding

    /// The rewrite with the fewest segments: never more than before.
    ///
    /// All or nothing: replacing a quotation mark in a text that stays in UCS-2 because of an emoji gains nothing, so
    /// only canonical composition is done there. That keeps the outcome the same when it is simplified again.
    @inline(never)
    static func cheapest(of text: UnsafeBufferPointer<UInt8>, survey: Survey, options: TextOptions) -> Rewrite {
        let before = survey.info
        let isNational = Alphabet.count(in: options) > 1
        var best = Rewrite(.unchanged, .standard, options, segments: before.segments, before.encoding)
        if before.encoding == .gsm7 { return best }
        var index = 0
        while index < Alphabet.count(in: options) {
            let alphabet = Alphabet.choice(index, in: options)
            if let segments = fewestSegments(of: text, spelledIn: alphabet, options),
                segments < best.segments || (segments == best.segments && best.manner == .unchanged)
            {
                best = Rewrite(.spelled, alphabet, options, segments: segments, .gsm7)
            }
            index &+= 1
        }
        // With national tables a mark may be written that its composition may not, so composing could do harm there.
        if best.manner == .unchanged, survey.mayCompose, !isNational {
            let segments = segmentsComposed(text, options)
            best = Rewrite(.composed, .standard, options, segments: segments, .ucs2)
        }
        return best
    }

    private init(
        _ manner: Manner, _ alphabet: Alphabet, _ options: TextOptions, segments: Int, _ encoding: TextEncoding
    ) {
        self.manner = manner
        self.alphabet = alphabet
        self.transliterates = options.transliterates
        self.segments = segments
        self.encoding = encoding
    }

    /// The walk that makes it.
    func walk(_ text: UnsafeBufferPointer<UInt8>) -> RewriteWalk {
        RewriteWalk(text, alphabet: manner == .spelled ? alphabet : nil, transliterates: transliterates)
    }

    /// What a text that is spelled for one alphabet costs in the cheapest of those that are allowed: the spelling may
    /// have taken away what another could not hold. Nil if a character has no spelling.
    private static func fewestSegments(
        of text: UnsafeBufferPointer<UInt8>, spelledIn alphabet: Alphabet, _ options: TextOptions
    ) -> Int? {
        guard var fewest = segmentsSpelled(text, alphabet, countedIn: alphabet, options) else { return nil }
        guard Alphabet.count(in: options) > 1 else { return fewest }
        for index in 0..<Alphabet.count(in: options) {
            let other = Alphabet.choice(index, in: options)
            fewest = min(fewest, segmentsSpelled(text, alphabet, countedIn: other, options) ?? fewest)
        }
        return fewest
    }

    /// Nil if a character has no spelling, or what is spelled is not in the alphabet that counts.
    private static func segmentsSpelled(
        _ text: UnsafeBufferPointer<UInt8>, _ alphabet: Alphabet, countedIn counting: Alphabet, _ options: TextOptions
    ) -> Int? {
        var walk = RewriteWalk(text, alphabet: alphabet, transliterates: options.transliterates)
        var count = SegmentCount(counting.room)
        // Plain characters are passed over in one piece only where each of them is one septet.
        let passesOver = counting.isStandard
        while true {
            if passesOver { count.addSingles(walk.skipPlain()) }
            guard let step = walk.next() else { return count.segments }
            if step.isBlocked { return nil }
            var index = 0
            while index < step.spelling.length {
                let character = step.spelling.character(at: index)
                let units = counting.units(of: character.code)
                guard units > 0 else { return nil }
                count.add(units)
                index = character.next
            }
        }
    }

    private static func segmentsComposed(_ text: UnsafeBufferPointer<UInt8>, _ options: TextOptions) -> Int {
        var walk = RewriteWalk(text, alphabet: nil, transliterates: false)
        var count = SegmentCount(.ucs2)
        while let step = walk.next() { count.add(step.spelling.character(at: 0).code > 0xFFFF ? 2 : 1) }
        return count.segments
    }
}
