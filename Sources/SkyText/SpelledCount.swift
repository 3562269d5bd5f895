import CSkyTables

/// Counts beside the UTF-16 code units what a text would take in the standard alphabet with every character respelled,
/// so that `TextMeter` need not go through it a second time. It knows spellings that depend on nothing around them;
/// marks have none of those, so a text that NFC changes is never `possible`.
struct SpelledCount {
    enum Outcome: UInt8 {
        /// Each character so far is in the alphabet or has a spelling in it.
        case possible
        /// Some character has none.
        case impossible
        /// Some spelling depends on what stands beside it: only `RewriteWalk` knows.
        case unknown
    }

    private(set) var outcome: Outcome
    private var count: SegmentCount
    /// Characters of the text that are in the count.
    private var counted: Int
    private let transliterates: Bool

    /// Goes on from what was counted in septets so far.
    init(after count: SegmentCount, characters: Int, options: TextOptions) {
        self.count = count
        counted = characters
        transliterates = options.transliterates
        outcome = Alphabet.count(in: options) == 1 ? .possible : .unknown
    }

    /// An escaped character; `characters` stand before it, those not counted yet take one septet each.
    mutating func addPair(after characters: Int) {
        guard outcome == .possible else { return }
        count.addSingles(characters &- counted)
        count.addPair()
        counted = characters &+ 1
    }

    /// A character that is not in the alphabet.
    @inline(__always)
    mutating func respell(_ code: UInt32, after characters: Int) {
        if outcome == .possible { lookUp(code, after: characters) }
    }

    @inline(never)
    private mutating func lookUp(_ code: UInt32, after characters: Int) {
        let found = sky_text_spelling_of(code)
        switch TextReplacement.Kind(rawValue: found.kind) ?? .none {
        case .none, .composition: outcome = .impossible
        case .mark, .fraction: outcome = .unknown
        case .script where !transliterates: outcome = .impossible
        default:
            let spelling = Spelling(bytes: found.bytes, length: Int(found.length))
            // One character of one septet: as if it stood in the text.
            if spelling.length == 1, Alphabet.standard.units(of: UInt32(spelling.byte(0))) == 1 { return }
            count.addSingles(characters &- counted)
            counted = characters &+ 1
            var index = 0
            while index < spelling.length {
                let character = spelling.character(at: index)
                count.add(Alphabet.standard.units(of: character.code))
                index = character.next
            }
        }
    }

    /// The segments of a text of so many characters, if it is possible to spell it.
    func segments(of characters: Int) -> Int {
        var whole = count
        whole.addSingles(characters &- counted)
        return whole.segments
    }
}
