import CSkyTables
import Testing

@testable import SkyText

@Suite("Alphabets of 3GPP TS 23.038")
struct AlphabetTests {
    @Test("Each transcribed table has 128 septets, with the escape of locking tables at 0x1B")
    func tablesAreWhole() {
        for (language, table) in StandardTables.locking {
            let tokens = Reference.cells(table)
            #expect(tokens.count == 128, "locking \(language)")
            #expect(tokens[0x1B] == nil && table.contains("ESC"))
        }
        for (language, table) in StandardTables.single {
            #expect(Reference.cells(table).count == 128, "single \(language)")
        }
    }

    @Test("Every code point is in exactly those of the 27 alphabets in which the standard has it")
    func everyAlphabetForAllOfUnicode() {
        var locking: [UInt32: UInt16] = [:]
        var single: [UInt32: UInt16] = [:]
        for (language, table) in StandardTables.locking {
            for code in Reference.characters(table) { locking[code, default: 0] |= 1 << UInt16(language) }
        }
        for (language, table) in StandardTables.single {
            for code in Reference.characters(table) { single[code, default: 0] |= 1 << UInt16(language) }
        }
        var wrong: [UInt32] = []
        for code in UInt32(0)...0x110000 {
            let found = sky_text_alphabets_of(code)
            if found.locking != locking[code, default: 0] || found.single != single[code, default: 0] {
                wrong.append(code)
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test("Every character of Unicode alone is measured as the standard's default alphabet and UTF-16 have it")
    func everyCharacterAlone() throws {
        var wrong: [UInt32] = []
        for code in UInt32(1)...0x10FFFF {
            guard let scalar = Unicode.Scalar(code) else { continue }
            let bytes = Array(String(scalar).utf8)
            let info = try withBytes(bytes) { text throws(TextError) in
                try Survey.take(text, options: TextOptions()).info
            }
            let septets = Reference.septets(scalar)
            var expected = TextInfo()
            expected.encoding = septets == nil ? .ucs2 : .gsm7
            expected.characters = 1
            expected.units = septets ?? UTF16.width(scalar)
            expected.segments = 1
            expected.unitsPerSegment = septets == nil ? 70 : 160
            expected.unitsLeft = expected.unitsPerSegment - expected.units
            if septets == nil {
                expected.firstForcingOffset = 0
                expected.firstForcingCharacter = code
                expected.forcingCharacters = 1
            }
            if info != expected { wrong.append(code) }
        }
        #expect(wrong.isEmpty)
    }

    @Test("Capital Ç is in the default alphabet, small ç is not; form feed and the escaped ten take two septets")
    func wellKnownTraps() throws {
        #expect(try measure("Ç").encoding == .gsm7)
        #expect(try measure("ç").encoding == .ucs2)
        #expect(try measure("`").encoding == .ucs2)
        #expect(try measure("\t").encoding == .ucs2)
        #expect(try measure("\u{1B}").encoding == .ucs2)
        #expect(try measure("\r\n").units == 2)
        for character in ["\u{0C}", "^", "{", "}", "\\", "[", "~", "]", "|", "€"] {
            #expect(try measure(character).units == 2, "\(character)")
        }
    }
}
