import Testing

@testable import SkyText

@Suite("Measuring")
struct MeasureTests {
    /// One unit, an escaped pair, two bytes, three bytes, a surrogate pair; and neighbours of the fast path's borders.
    static let pieces = [
        "a", "Z", " ", "\n", "@", "_", "[", "~", "€", "ö", "Δ", "é", "ç", "Ж", "漢", "“", "😀", "👍🏽", "`", "\t",
        "hello world, this is plain",
    ]

    static func check(_ text: String) throws {
        let info = try measure(text)
        let cut = Reference.cut(text)
        try #require(info.encoding == cut.encoding)
        try #require(info.units == cut.units && info.segments == cut.parts.count, "\(text)")
        try #require(info.characters == text.unicodeScalars.count)
        try #require(info.unitsPerSegment == cut.capacity)
        try #require(info.unitsLeft == cut.capacity - (cut.parts.last ?? 0))
        try #require(info.padding == cut.parts.dropLast().map { cut.capacity - $0 }.reduce(0, +))
        let forcing = text.unicodeScalars.filter { Reference.septets($0) == nil }
        try #require(info.forcingCharacters == forcing.count)
        try #require(info.firstForcingCharacter == (forcing.first?.value ?? 0))
        let first = text.unicodeScalars.firstIndex { Reference.septets($0) == nil }
        try #require(info.firstForcingOffset == (first.map { text.utf8.distance(from: text.startIndex, to: $0) } ?? -1))
    }

    @Test("An empty text costs nothing")
    func empty() throws {
        let info = try measure("")
        #expect(info.segments == 0 && info.units == 0 && info.unitsLeft == 160 && info.firstForcingOffset == -1)
    }

    @Test(
        "Around each border every unsplittable pair at every place costs what the plain count says",
        arguments: ["[", "€", "ö", "😀", "漢"])
    func borders(character: String) throws {
        for filler in ["a", "Ж"] {
            for border in [70, 67 * 2, 67 * 3, 160, 153 * 2, 153 * 3] {
                for before in border - 4...border + 2 {
                    for after in [0, 1, 2, 66, 67, 152, 153] {
                        let text = String(repeating: filler, count: before) + character
                        try Self.check(text + String(repeating: filler, count: after))
                        try Self.check(text + text + String(repeating: filler, count: after))
                    }
                }
            }
        }
    }

    @Test("160 septets are one message, 161 are two of 153; 70 code units are one, 71 two of 67")
    func sizes() throws {
        for (character, alone, several) in [("a", 160, 153), ("Ж", 70, 67)] {
            #expect(try measure(String(repeating: character, count: alone)).segments == 1)
            #expect(try measure(String(repeating: character, count: alone + 1)).segments == 2)
            for parts in 2...6 {
                #expect(try measure(String(repeating: character, count: several * parts)).segments == parts)
                #expect(try measure(String(repeating: character, count: several * parts + 1)).segments == parts + 1)
            }
        }
    }

    @Test("A pair at a border moves to the next part, and the unit it leaves is counted")
    func padding() throws {
        let escaped = try measure(String(repeating: "a", count: 152) + "[" + String(repeating: "a", count: 152))
        #expect(escaped.units == 306 && escaped.segments == 3 && escaped.padding == 1)
        let emoji = try measure(String(repeating: "Ж", count: 66) + "😀" + String(repeating: "Ж", count: 66))
        #expect(emoji.units == 134 && emoji.segments == 3 && emoji.padding == 1)
    }

    @Test("Random texts are measured as by the plain count")
    func randomTexts() throws {
        var dice = Dice(state: 5)
        for _ in 0..<3_000 { try Self.check(dice.text(of: Self.pieces, upTo: 120)) }
        let septets = Self.pieces.filter { $0.unicodeScalars.allSatisfy { Reference.septets($0) != nil } }
        for _ in 0..<3_000 { try Self.check(dice.text(of: septets, upTo: 200)) }
    }

    @Test("Every ASCII character is told from its neighbours at every place of a block that is read at once")
    func everyASCIICharacter() throws {
        for code in UInt8(1)..<128 {
            for place in 0..<34 {
                var bytes = [UInt8](repeating: 0x61, count: 34)
                bytes[place] = code
                let text = String(decoding: bytes, as: UTF8.self)
                try Self.check(text)
                try Self.check("Ж" + text)
            }
        }
    }

    @Test("A character that forces UCS-2 is found at every offset of the blocks that are read at once")
    func everyOffset() throws {
        for length in 0..<70 {
            for place in 0..<max(length, 1) {
                var characters = Array(repeating: "a", count: length)
                for piece in ["`", "[", "ö", "Ж", "\u{7F}", "€", "😀", "\u{1}"] {
                    if length > 0 { characters[place] = piece }
                    try Self.check(characters.joined())
                }
            }
        }
    }
}
