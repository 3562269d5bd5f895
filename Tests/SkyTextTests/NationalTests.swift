import Testing

@testable import SkyText

@Suite("National language tables (3GPP TS 23.038, 6.2.1.2)")
struct NationalTests {
    static let languages = NationalLanguage.allCases.filter { $0 != .none }

    /// The cheapest of the alphabets that a pair of tables allows, by plain counting; nil if none holds the text.
    static func septetSegments(_ text: String, _ options: TextOptions) -> Int? {
        var best: Int?
        for locking in Set([NationalLanguage.none, options.locking]) {
            for single in Set([NationalLanguage.none, options.single]) {
                guard let table = StandardTables.locking[Int(locking.rawValue)] else { continue }
                let ones = Reference.characters(table)
                let twos = Reference.characters(StandardTables.single[Int(single.rawValue)])
                let sizes = text.unicodeScalars.map { ones.contains($0.value) ? 1 : twos.contains($0.value) ? 2 : 0 }
                if sizes.contains(0) { continue }
                // TS 23.040, 9.2.3.24: length 1, concatenation 5, each national table 3 octets of 140.
                let tables = (locking == .none ? 0 : 3) + (single == .none ? 0 : 3)
                let alone = (140 - (tables == 0 ? 0 : tables + 1)) * 8 / 7
                let several = (140 - tables - 6) * 8 / 7
                var parts = [0]
                for size in sizes {
                    if parts[parts.count - 1] + size > several { parts.append(0) }
                    parts[parts.count - 1] += size
                }
                let segments = sizes.reduce(0, +) <= alone ? (text.isEmpty ? 0 : 1) : parts.count
                best = min(best ?? segments, segments)
            }
        }
        return best
    }

    @Test("One table in the header leaves 155 septets alone and 149 in parts, two leave 152 and 146")
    func sizes() throws {
        let single = TextOptions(single: .turkish)
        // ğ takes two septets with the single shift table.
        #expect(try measure("ğ" + String(repeating: "a", count: 153), single).segments == 1)
        #expect(try measure("ğ" + String(repeating: "a", count: 154), single).segments == 2)
        #expect(try measure("ğ" + String(repeating: "a", count: 154), single).unitsPerSegment == 149)
        let locking = TextOptions(locking: .turkish)
        #expect(try measure("ğ" + String(repeating: "a", count: 154), locking).segments == 1)
        #expect(try measure("ğ" + String(repeating: "a", count: 155), locking).unitsPerSegment == 149)
        let both = TextOptions(locking: .urdu, single: .urdu)
        // ا is in the Urdu locking table, ۴ in the single one.
        #expect(try measure("ا۴" + String(repeating: "a", count: 149), both).unitsPerSegment == 152)
        #expect(try measure("ا۴" + String(repeating: "a", count: 150), both).unitsPerSegment == 146)
    }

    @Test("Without the option a national letter forces UCS-2")
    func offByDefault() throws {
        #expect(try measure("ğ").encoding == .ucs2)
        #expect(try measure("ğ", TextOptions(single: .turkish)).encoding == .gsm7)
    }

    @Test("A table that gains nothing is left out of the header")
    func unused() throws {
        let info = try measure("plain", TextOptions(locking: .turkish, single: .turkish))
        #expect(info.locking == .none && info.single == .none && info.unitsPerSegment == 160)
        // The euro sign takes one septet in the Turkish locking table: 160 of them are two messages instead of three.
        let euros = try measure(String(repeating: "€", count: 154), TextOptions(locking: .turkish))
        #expect(euros.locking == .turkish && euros.segments == 1)
    }

    @Test("Random texts of each pair of tables cost what the plain count of all allowed alphabets says")
    func randomTexts() throws {
        var dice = Dice(state: 9)
        for locking in [NationalLanguage.none] + Self.languages {
            for single in [NationalLanguage.none] + Self.languages {
                let options = TextOptions(locking: locking, single: single)
                let codes = Reference.characters(StandardTables.locking[Int(locking.rawValue)])
                    .union(Reference.characters(StandardTables.single[Int(single.rawValue)]))
                let pieces = codes.sorted().compactMap(Unicode.Scalar.init).map { String($0) }
                for _ in 0..<12 {
                    let text = dice.text(of: pieces, upTo: 250)
                    let info = try measure(text, options)
                    if let segments = Self.septetSegments(text, options) {
                        try #require(info.encoding == .gsm7 && info.segments == segments)
                        try #require(info.firstForcingOffset == -1 && info.forcingCharacters == 0)
                    } else {
                        try #require(info.encoding == .ucs2 && info.segments == Reference.cut(text).parts.count)
                        try #require(info.forcingCharacters > 0)
                    }
                    let parts = try split(text, options)
                    try #require(parts.map(\.text).joined() == text && parts.count == info.segments)
                    try #require(parts.allSatisfy { $0.units <= info.unitsPerSegment })
                }
            }
        }
    }

    @Test("The characters that force UCS-2 are those that no table in use has")
    func forcing() throws {
        let info = try measure("ğüş 漢", TextOptions(single: .turkish))
        #expect(info.encoding == .ucs2 && info.forcingCharacters == 1 && info.firstForcingCharacter == 0x6F22)
        #expect(info.firstForcingOffset == 7)
    }
}
