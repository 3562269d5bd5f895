import Foundation
import Testing

@testable import SkyText

/// A text simplified, with what was reported.
struct Simplified {
    var text: String
    var info: TextInfo
    var replacements: [TextReplacement]
}

func simplify(_ text: String, _ options: TextOptions = TextOptions()) throws -> Simplified {
    try withBytes(text) { bytes throws(TextError) in
        let simplifier = try TextSimplifier(bytes, options: options)
        var output: [UInt8] = []
        var replacements: [TextReplacement] = []
        simplifier.append(to: &output) { replacements.append($0) }
        return Simplified(
            text: String(decoding: output, as: UTF8.self), info: simplifier.info, replacements: replacements)
    }
}

@Suite("Simplifying")
struct SimplifyTests {
    @Test(
        "The nearest spelling that keeps the meaning is taken",
        arguments: [
            ("“Don’t”", "\"Don't\""), ("a – b — c", "a - b - c"), ("wait…", "wait..."),
            ("1\u{A0}000\u{202F}€", "1 000 €"),
            ("zero\u{200B}width\u{FEFF}", "zerowidth"), ("ＦＵＬＬ　ｗｉｄｔｈ！", "FULL width!"), ("çÇ", "cÇ"),
            ("á é í ñ ü", "a é i ñ ü"),
            ("Łódź", "Lodz"), ("ŞığĞİ", "SigGI"), ("Straße ẞ", "Straße SS"), ("œuvre", "oeuvre"), ("ﬁn", "fin"),
            ("𝐛𝐨𝐥𝐝", "bold"),
            ("1½ cups", "1 1/2 cups"), ("½", "1/2"), ("©2024 ™", "(C)2024 (TM)"), ("`x`", "'x'"), ("a\tb", "a b"),
            ("№5", "No.5"),
            ("e\u{301}", "é"), ("E\u{301}", "É"), ("n\u{303}o", "ño"), ("ế", "é"), ("x\u{304}y", "xy"), ("Ω", "Ω"),
            ("•  one", "*  one"),
            ("¿Qué?", "¿Qué?"), ("line\u{2028}end", "line\nend"), ("①", "(1)"), ("“[x]”", "\"[x]\""), ("©️", "(C)"),
            ("→", "->"),
        ])
    func spellings(text: String, spelled: String) throws {
        let simplified = try simplify(text)
        #expect(Array(simplified.text.unicodeScalars) == Array(spelled.unicodeScalars))
        #expect(simplified.info.simplifiedEncoding == .gsm7)
    }

    @Test(
        "What has no spelling that keeps the meaning stays, and with it the rest of the text",
        arguments: [
            "Привет", "Ελλάδα", "漢字", "“ok” 😀", "10²", "H₂O", "20 °C", "1️⃣", "n\u{336}o", "שלום", "مرحبا", "नमस्ते", "안녕",
            "₿ 5", "✓ done",
            " \u{301}", "5\u{301}",
        ])
    func untouched(text: String) throws {
        let simplified = try simplify(text)
        #expect(Array(simplified.text.utf8) == Array(text.utf8))
        #expect(simplified.replacements.isEmpty)
        #expect(simplified.info.simplifiedSegments == simplified.info.segments)
        #expect(try withBytes(text) { bytes throws(TextError) in try TextSimplifier(bytes).changesNothing })
    }

    @Test("Greek and Cyrillic are written with letters of the alphabet only when asked for")
    func transliteration() throws {
        let options = TextOptions(transliterates: true)
        #expect(try simplify("Щукин, Жанна – объект", options).text == "Shchukin, Zhanna - obekt")
        #expect(try simplify("Καλημέρα", options).text == "KAΛHMEPA")
        #expect(try simplify("и\u{306}", options).text == "y")
        #expect(try simplify("漢字", options).text == "漢字")
    }

    @Test("A text that stays in UCS-2 only has its letters and marks put together, and equals itself to Unicode")
    func composed() throws {
        let simplified = try simplify("e\u{301} 😀 a\u{323}\u{302} \u{1112}\u{1161}\u{11AB}")
        #expect(Array(simplified.text.unicodeScalars) == Array("é 😀 ậ 한".unicodeScalars))
        #expect(simplified.replacements.map(\.kind) == [.composition, .composition, .composition])
    }

    @Test("A rewrite that would cost more is not made")
    func neverMore() throws {
        let text = String(repeating: "…", count: 60)
        let simplified = try simplify(text)
        #expect(simplified.info.segments == 1 && simplified.text == text, "180 septets would be two messages")
        #expect(try simplify(String(repeating: "…", count: 53)).text == String(repeating: "...", count: 53))
    }

    @Test("Every character of Unicode alone: GSM 7-bit or unchanged to Unicode, the same when simplified again")
    func everyCharacter() throws {
        var wrong: [UInt32] = []
        for code in UInt32(1)...0x10FFFF {
            guard let scalar = Unicode.Scalar(code) else { continue }
            let text = String(scalar)
            let first = try simplify(text)
            if first.replacements.isEmpty {
                if Array(first.text.utf8) != Array(text.utf8) { wrong.append(code) }
                continue
            }
            let isSpelled = first.text.unicodeScalars.allSatisfy { Reference.septets($0) != nil }
            let again = try simplify(first.text)
            if !isSpelled || again.text != first.text || !again.replacements.isEmpty { wrong.append(code) }
        }
        #expect(wrong.isEmpty)
    }

    @Test("A letter that Unicode takes apart into a Latin letter and marks above, below or through is spelled with it")
    func letters() throws {
        var seen = 0
        for code in UInt32(0xC0)...0x1EFF {
            guard let scalar = Unicode.Scalar(code), scalar.properties.isAlphabetic else { continue }
            let parts = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
            guard parts.count > 1, parts[0].isASCII, parts[1...].allSatisfy({ (0x300...0x333).contains($0.value) })
            else {
                continue
            }
            seen += 1
            let spelled = Array(try simplify(String(scalar)).text.unicodeScalars)
            try #require(spelled.count == 1 && Reference.septets(spelled[0]) == 1)
            let base = String(spelled[0]).decomposedStringWithCanonicalMapping.unicodeScalars.first
            try #require(base == parts[0], "\(scalar)")
            // A mark that the alphabet has with this letter is kept.
            let kept = parts[1...].compactMap {
                (String(parts[0]) + String($0)).precomposedStringWithCanonicalMapping.unicodeScalars.first
            }
            let written = kept.filter { Reference.septets($0) == 1 && $0 != parts[0] }
            try #require(written.isEmpty || written.contains(spelled[0]), "\(scalar)")
        }
        #expect(seen > 400)
    }

    @Test("Letters of other scripts are never touched unless asked for")
    func scripts() throws {
        let scripts: [ClosedRange<UInt32>] = [
            0x370...0x3FF, 0x400...0x52F, 0x531...0x587, 0x5D0...0x5EA, 0x620...0x6FF, 0x904...0xDFF, 0xE01...0xEFF,
            0x10A0...0x10FF, 0x3041...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
        ]
        for range in scripts {
            for code in range {
                guard let scalar = Unicode.Scalar(code), scalar.properties.isAlphabetic else { continue }
                try #require(try simplify(String(scalar)).text.unicodeScalars.first == scalar, "\(scalar)")
            }
        }
    }

    @Test("Canonical compositions of the basic plane are those of Unicode")
    func compositions() throws {
        var wrong: [UInt32] = []
        for code in UInt32(0xC0)...0xFFFF {
            guard let scalar = Unicode.Scalar(code), scalar.properties.age != nil else { continue }
            let composed = String(scalar)
            let parts = composed.decomposedStringWithCanonicalMapping
            let isComposable = parts.precomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual([scalar])
            if parts.unicodeScalars.count == 1 || !isComposable { continue }
            // The emoji keeps the text in UCS-2, so that nothing else is replaced.
            if Array(try simplify("😀" + parts).text.unicodeScalars) != Array(("😀" + composed).unicodeScalars) {
                wrong.append(code)
            }
        }
        #expect(wrong.isEmpty, "\(wrong.map { String($0, radix: 16) })")
    }

    static let pieces = [
        "a", "e", " ", "5", "½", "…", "“", "’", "é", "ç", "e\u{301}", "\u{301}", "\u{302}", "\u{327}", "\u{200B}",
        "\u{200D}", "\u{FE0F}", "ﬁ",
        "[", "€", "Ж", "α", "😀", "漢", "क\u{93C}", "\u{94D}", "ا", "\u{653}", "\u{654}", "\u{1100}\u{1161}", "ğ", "Á",
        "\r\n", "\t", "ＡＢ", "①", "ŉ",
    ]

    @Test(
        "Random texts: never more segments, the same when simplified again, and the reports tell what was done",
        arguments: [
            TextOptions(), TextOptions(transliterates: true), TextOptions(single: .spanish),
            TextOptions(locking: .turkish),
            TextOptions(locking: .hindi, single: .hindi),
            TextOptions(locking: .urdu, single: .urdu, transliterates: true),
        ])
    func randomTexts(options: TextOptions) throws {
        var dice = Dice(state: 10)
        let latin = Array(Self.pieces.prefix(20)) + ["ğ", "Á", "\t"]
        for round in 0..<4_000 {
            let text = dice.text(of: round % 3 == 0 ? Self.pieces : latin, upTo: round % 5 == 0 ? 200 : 12)
            let first = try simplify(text, options)
            try #require(first.info.simplifiedSegments <= first.info.segments)
            let after = try measure(first.text, options)
            try #require(
                after.segments == first.info.simplifiedSegments && after.encoding == first.info.simplifiedEncoding)
            try #require(try measure(text, options) == first.info)
            let again = try simplify(first.text, options)
            try #require(
                Array(again.text.utf8) == Array(first.text.utf8) && again.replacements.isEmpty, "\(text.unicodeScalars)"
            )
            if after.encoding == .ucs2 { try #require(first.text == text, "canonically equivalent") }
            try #require(replayed(first.replacements, on: text, giving: first.text) == Array(first.text.utf8))
        }
    }

    @Test("The cost that measuring foretells is what the rewritten text then costs", arguments: [false, true])
    func foretold(transliterates: Bool) throws {
        let options = TextOptions(transliterates: transliterates)
        // No marks and fractions, so that it is counted in the same pass; and many spellings of several septets.
        let pieces = [
            "a", "b c", "5", "…", "“", "ç", "\u{200B}", "ﬁ", "[", "€", "ä", "①", "ŉ", "≈", "©", "［", "\t", "ß",
        ]
        var dice = Dice(state: 12)
        var lengthened = 0
        for round in 0..<4_000 {
            let long = transliterates ? ["…", "①", "©", "Щ"] : ["…", "①", "©", "a"]
            let mixed = pieces + (transliterates ? ["Щ", "ъ", "λ"] : [])
            let text = dice.text(of: round % 4 == 0 ? long : mixed, upTo: 60 + round % 240)
            let info = try measure(text, options)
            let simplified = try simplify(text, options)
            let after = try measure(simplified.text, options)
            try #require(info == simplified.info)
            try #require(info.simplifiedSegments == after.segments && info.simplifiedEncoding == after.encoding)
            if info.encoding == .ucs2, after.encoding == .ucs2 { lengthened += 1 }
        }
        // In these every character has a spelling, so only the rule of never more segments keeps a text in UCS-2.
        #expect(lengthened > 0)
        let spelled = String(repeating: "…", count: 54)
        #expect(try measure(spelled).simplifiedSegments == 1 && measure(spelled).simplifiedEncoding == .ucs2)
    }

    @Test("With national tables a mark that a table has stays apart, even if its composition is in no table")
    func nationalMarks() throws {
        let options = TextOptions(locking: .urdu)
        let simplified = try simplify("ا\u{654} …", options)
        #expect(Array(simplified.text.unicodeScalars) == Array("ا\u{654} ...".unicodeScalars))
        #expect(simplified.replacements.map(\.kind) == [.punctuation])
    }

    /// The text with the reported replacements made, the rest copied.
    func replayed(_ replacements: [TextReplacement], on text: String, giving output: String) -> [UInt8] {
        let source = Array(text.utf8)
        let target = Array(output.utf8)
        var made: [UInt8] = []
        var at = 0
        for replacement in replacements {
            made += source[at..<replacement.offset]
            guard made.count == replacement.outputOffset else { return [] }
            made += target[replacement.outputOffset..<replacement.outputOffset + replacement.outputLength]
            at = replacement.offset + replacement.length
        }
        return made + source[at...]
    }

    @Test("Writing into a buffer of byteCount gives the same as appending, and a smaller buffer is never overrun")
    func buffers() throws {
        let text = "“Zoë’s café…” costs ½ of 5 €"
        let whole = Array(try simplify(text).text.utf8)
        try withBytes(text) { bytes throws(TextError) in
            let simplifier = try TextSimplifier(bytes)
            #expect(simplifier.byteCount == whole.count)
            for room in 0...whole.count + 3 {
                var output = [UInt8](repeating: 0xFF, count: room + 1)
                let written = output.withUnsafeMutableBufferPointer {
                    simplifier.write(into: UnsafeMutableBufferPointer(rebasing: $0[..<room]))
                }
                #expect(Array(output[..<written]) == Array(whole[..<written]) && output[room] == 0xFF)
                #expect(room < whole.count || written == whole.count)
            }
        }
    }

    @Test("The kinds of replacements are those of the generated tables")
    func kinds() throws {
        let kinds = try simplify("“–…\u{A0}\u{AD}\u{200C}©áx\u{301}Ａ½").replacements.map(\.kind)
        #expect(
            kinds == [
                .quotation, .dash, .punctuation, .space, .invisible, .joiner, .symbol, .letter, .mark, .form, .fraction,
            ])
        #expect(try simplify("Ж", TextOptions(transliterates: true)).replacements.map(\.kind) == [.script])
    }

    @Test("What is told beforehand is what the rewritten text costs, in whichever of the allowed tables is cheapest")
    func toldInNationalTables() throws {
        let options = TextOptions(locking: .turkish)
        for text in [String(repeating: "€", count: 100) + "\u{200D}", String(repeating: "€", count: 100) + "\u{201C}"] {
            let told = try measure(text, options)
            let after = try measure(simplify(text, options).text, options)
            #expect(told.simplifiedSegments == after.segments && told.simplifiedEncoding == after.encoding)
            #expect(told.simplifiedSegments == 1)
        }
    }
}
