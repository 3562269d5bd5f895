import CSkyTables
import Testing

@testable import SkyText

@Suite("Grapheme clusters (UAX #29)")
struct ClusterTests {
    /// The number of code points in each cluster.
    static func lengths(_ text: String) -> [Int] {
        var breaker = ClusterBreaker()
        return text.unicodeScalars.reduce(into: []) { lengths, scalar in
            if breaker.begins(scalar.value) { lengths.append(0) }
            lengths[lengths.count - 1] += 1
        }
    }

    /// The same by the standard library, which has an implementation and tables of its own.
    static func expected(_ text: String) -> [Int] { text.map(\.unicodeScalars.count) }

    /// One or two of each class, and those that only some rules treat alike.
    static let representatives: [String] = [
        "a", "1", "\r", "\n", "\u{1}", "\u{200B}", "\u{AD}", "\u{300}", "\u{308}", "\u{FE0F}", "\u{200D}", "\u{200C}",
        "🇦", "🇿",
        "\u{600}", "\u{6DD}", "\u{110BD}", "\u{903}", "\u{E33}", "\u{1100}", "\u{A960}", "\u{1161}", "\u{D7B0}",
        "\u{11A8}", "\u{D7CB}",
        "가", "각", "힣", "😀", "❤", "👩", "🏽", "©", "क", "ष", "\u{94D}", "\u{93C}", "ন", "\u{9CD}", "త", "\u{C4D}",
        "\u{D4D}", "ക", "Ж",
        "漢", "\u{E0061}", "\u{E007F}",
    ]

    @Test("All sequences of three representatives are cut where the standard library cuts them")
    func triples() throws {
        for first in Self.representatives {
            for second in Self.representatives {
                for third in Self.representatives {
                    let text = first + second + third
                    try #require(Self.lengths(text) == Self.expected(text), "\(text.unicodeScalars.map(\.value))")
                }
            }
        }
    }

    @Test("Random longer sequences too: flags, families, conjuncts, syllables")
    func randomTexts() throws {
        var dice = Dice(state: 8)
        for _ in 0..<20_000 {
            let text = dice.text(of: Self.representatives, upTo: 12)
            try #require(Self.lengths(text) == Self.expected(text), "\(text.unicodeScalars.map(\.value))")
        }
    }

    @Test("Every character that the standard library's Unicode knows joins its neighbours as there, but for Kirat Rai")
    func everyCharacter() {
        // Since Unicode 16.0 these vowel signs are class V, as Korean vowels; the standard library knows V as Korean
        // only.
        let kiratRai: Set<UInt32> = [0x16D63, 0x16D67, 0x16D68, 0x16D69, 0x16D6A]
        var wrong: [UInt32] = []
        for code in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(code), scalar.properties.age != nil, !kiratRai.contains(code) else {
                continue
            }
            for (before, after) in [
                ("a", ""), ("", "a"), ("\u{1100}", "\u{11A8}"), ("क\u{94D}", ""), ("😀", "\u{200D}😀"),
            ] {
                let text = before + String(scalar) + after
                if Self.lengths(text) != Self.expected(text) { wrong.append(code) }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.map { String($0, radix: 16) })")
    }

    @Test("Well-known clusters are one")
    func wellKnown() {
        for cluster in ["👩‍👩‍👧‍👦", "🇳🇿", "👍🏽", "❤️", "e\u{301}", "\r\n", "한", "क्षि", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣"] {
            #expect(Self.lengths(cluster).count == 1, "\(cluster)")
        }
    }
}
