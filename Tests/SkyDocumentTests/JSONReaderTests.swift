import Testing

@testable import SkyDocument

@Suite("Reading JSON")
struct JSONReaderTests {
    @Test("Every sort of value is read as what it is, wherever it stands")
    func values() throws {
        let cases = [
            "{}", "[]", "\"\"", "0", "true", "false", "null", "[[]]", "[{}]", "{\"a\":{}}", "{\"a\":[]}",
            "[1,[2,[3]],4]",
            "{\"a\":1,\"b\":[true,false,null,\"x\",-0.5e+10,{\"c\":[]}],\"\":\"\"}", "[[],[],{},{\"a\":{}},[[[]]],1]",
            "{\"a\":{\"b\":{\"c\":1}},\"d\":2}",
            "[\"\",\"a\",\"ab\",\"abcdefg\",\"abcdefgh\",\"abcdefghi\",\"0123456789abcdef\"]",
        ]
        for text in cases { #expect(try JSONText.read(text) == text) }
    }

    @Test("The four blanks may stand between everything, and nothing else may")
    func blanks() throws {
        let parts = [
            "", "{", "\"a\"", ":", "[", "1", ",", "\"b\"", ",", "true", "]", ",", "\"c\"", ":", "null", "}", "",
        ]
        let plain = parts.joined()
        for blank in [" ", "\n", "\r", "\t", "  ", "\r\n        ", " \t \r \n", "\n\n          \n    "] {
            #expect(try JSONText.read(parts.joined(separator: blank)) == plain)
        }
        for blank in ["\u{0B}", "\u{0C}", "\u{A0}", "\u{85}", "\u{2028}", "\u{FEFF}", "/**/", "\u{1F}", "\u{7F}"] {
            for position in 2..<parts.count - 1 {
                let text = parts[..<position].joined() + blank + parts[position...].joined()
                #expect(JSONText.refusal(text) == DocumentError(.notJSON, at: parts[..<position].joined().utf8.count))
            }
        }
    }

    @Test("Numbers keep every digit as the document has it")
    func numbers() throws {
        for number in [
            "61491570156", "-0", "0.0", "1.10", "1E5", "1e+05", "1E-0", "0e1", "123456789012345678901234567890",
            "-1.5e300",
            "0.054", "1e99999",
        ] {
            #expect(try JSONText.read("[\(number),\(number)]") == "[\(number),\(number)]")
            #expect(try JSONText.read(number) == number)
        }
        for (text, offset) in [
            ("01", 1), ("-", 1), ("+1", 0), (".5", 0), ("1.", 2), ("1.e1", 2), ("1e", 2), ("1e+", 3), ("0x10", 1),
            ("--1", 1),
            ("1..2", 2), ("-01", 2), ("1_0", 1), ("NaN", 0), ("Infinity", 0), ("-Infinity", 1), ("1.5.5", 3),
        ] {
            #expect(JSONText.refusal("[\(text)]") == DocumentError(.notJSON, at: offset + 1), "\(text)")
        }
    }

    @Test("Escapes become their characters, the rest of the string stays as it is")
    func escapes() throws {
        try JSONText.withRoot(
            #"["\"\\\/\b\f\n\r\t","\u0041\u00e9\u20AC\uD83D\uDE00\uFFFF\u0001","a\/b","é\u00E9é€😀x"]"#
        ) { root in
            let texts = children(root).map { string($0.value) }
            #expect(texts == ["\"\\/\u{08}\u{0C}\n\r\t", "Aé€😀\u{FFFF}\u{01}", "a/b", "ééé€😀x"])
        }
        // At every distance from the eight bytes that are looked at at once.
        for before in 0..<20 {
            for after in 0..<20 {
                let (left, right) = (String(repeating: "l", count: before), String(repeating: "r", count: after))
                for (escape, character) in [
                    ("\\n", "\n"), ("\\u00E9", "é"), ("\\ud83d\\ude00", "😀"), ("é", "é"), ("€€", "€€"),
                ] {
                    try JSONText.withRoot("{\"\(left)\(escape)\(right)\":\"\(left)\(escape)\(right)\(escape)\"}") {
                        root in
                        #expect(string(children(root)[0].name) == left + character + right)
                        #expect(string(children(root)[0].value) == left + character + right + character)
                    }
                }
            }
        }
    }

    @Test("An escape that JSON does not know is refused where it begins")
    func unknownEscapes() {
        for escape in ["x41", "0", "a", "'", "U0041", "u004G", "u00 1", "u+041", "u12", "\n", "é", " "] {
            #expect(JSONText.refusal("[\"ab\\\(escape)\"]") == DocumentError(.unknownEscape, at: 4), "\(escape)")
        }
    }

    @Test("The escape of NUL is refused with its place: it must not end a text")
    func escapedNUL() {
        #expect(JSONText.refusal(#"{"a":"b\u0000c"}"#) == DocumentError(.escapedNUL, at: 7))
        #expect(JSONText.refusal(#"{"a\u0000":1}"#) == DocumentError(.escapedNUL, at: 3))
    }

    @Test("Half a surrogate pair is refused with the place of its escape")
    func loneSurrogates() throws {
        for half in [
            #"\uD800"#, #"\uDBFF"#, #"\uDC00"#, #"\uDFFF"#, #"\uDE00\uD83D"#, #"\uD83Dx"#, #"\uD83D\n"#,
            #"\uD83D\uD83D"#,
            #"\uD83D\u0041"#,
        ] {
            #expect(JSONText.refusal("[\"ab\(half)cd\"]") == DocumentError(.loneSurrogate, at: 4), "\(half)")
        }
        #expect(JSONText.refusal(#"["\uD83D\uZZZZ"]"#) == DocumentError(.unknownEscape, at: 8))
        #expect(
            try JSONText.read(#"["\uD7FF\uE000\uD800\uDC00\uDBFF\uDFFF"]"#)
                == "[\"\u{D7FF}\u{E000}\u{10000}\u{10FFFF}\"]")
    }

    @Test("Every code point can be escaped, and comes out as itself")
    func everyScalar() throws {
        var text = "\""
        var expected = ""
        for value in UInt32(1)...0x10FFFF where value % 61 == 1 || value < 0x900 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for unit in String(scalar).utf16 { text += "\\u" + String(0x10000 + Int(unit), radix: 16).dropFirst() }
            expected.unicodeScalars.append(scalar)
        }
        try JSONText.withRoot(text + "\"") { #expect(string($0.value) == expected) }
        try JSONText.withRoot(
            "\""
                + expected.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").unicodeScalars.filter {
                    $0.value >= 0x20
                }.map(String.init).joined() + "\""
        ) { root in
            #expect(
                string(root.value)
                    == String(String.UnicodeScalarView(expected.unicodeScalars.filter { $0.value >= 0x20 })))
        }
    }

    @Test("Control characters in strings must be escaped, a NUL is none of them")
    func controlCharacters() {
        for control in UInt8(1)..<0x20 {
            #expect(
                JSONText.refusal(Array("[\"abc".utf8) + [control] + Array("\"]".utf8))
                    == DocumentError(.bareControlCharacter, at: 5))
        }
        #expect(JSONText.refusal("[\"\u{7F}\"]") == nil)
        for prefix in ["", "[", "[1", "[\"a", "{\"a\"", "{\"a\":", "[]"] {
            #expect(
                JSONText.refusal(Array(prefix.utf8) + [0, 0x20]) == DocumentError(.nul, at: prefix.utf8.count),
                "\(prefix)")
        }
    }

    @Test("Bytes that are not UTF-8 are refused with their place, in strings, names and between them")
    func encoding() {
        let invalid: [[UInt8]] = [
            [0x80], [0xC3, 0x28], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE0, 0x80, 0x80],
            [0xFF],
            [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82, 0x22],
        ]
        for bytes in invalid {
            for (before, after) in [("[\"ab", "\"]"), ("{\"ab", "\":1}"), ("[", "]"), ("[1,", "1]"), ("[\"é", "\"]")] {
                let document = Array(before.utf8) + bytes + Array(after.utf8)
                #expect(
                    JSONText.refusal(document) == DocumentError(.invalidEncoding, at: before.utf8.count), "\(bytes)")
            }
        }
        #expect(JSONText.refusal([0xFF, 0xFE, 0x5B, 0, 0x5D, 0]) == DocumentError(.invalidEncoding, at: 0))
        #expect(JSONText.refusal([0, 0x5B, 0, 0x5D]) == DocumentError(.nul, at: 0))
    }

    @Test("One byte order mark in front is skipped, and counts in offsets")
    func mark() throws {
        #expect(try JSONText.read("\u{FEFF} [1]") == "[1]")
        #expect(JSONText.refusal("\u{FEFF}\u{FEFF}[1]") == DocumentError(.notJSON, at: 3))
        #expect(JSONText.refusal("\u{FEFF}[x]") == DocumentError(.notJSON, at: 4))
        #expect(JSONText.refusal("\u{FEFF}") == DocumentError(.empty, at: 3))
        #expect(JSONText.refusal([0xEF, 0xBB]) == DocumentError(.truncated, at: 2))
    }

    @Test("What is no JSON is refused at the byte that is wrong")
    func notJSON() {
        for (text, offset) in [
            ("[1,]", 3), ("[,1]", 1), ("[1 2]", 3), ("[1}", 2), ("{\"a\":1]", 6), ("{,}", 1), ("{\"a\":1,}", 7),
            ("{\"a\" 1}", 5),
            ("{\"a\":}", 5), ("{a:1}", 1), ("{1:1}", 1), ("{'a':1}", 1), ("[tru]", 4), ("[nulL]", 4), ("[True]", 1),
            ("]", 0),
            ("}", 0), (",", 0), (":", 0), ("[1:2]", 2), ("{\"a\":1:2}", 6), ("{\"a\",1}", 4), ("[//\n1]", 1),
            ("<html>", 0),
            ("[\"a\"\"b\"]", 4), ("[falsex]", 6), ("[[],]", 4), ("{\"a\":{},}", 8), ("[{]", 2), ("{[", 1),
            ("{null:1}", 1),
            ("[1,,2]", 3), ("{\"a\":1,,\"b\":2}", 7), ("[é]", 1), ("text", 1), ("{\"a\"}", 4), ("{\"a\":1,\"b\"}", 10),
            ("{]", 1),
        ] {
            #expect(JSONText.refusal(text) == DocumentError(.notJSON, at: offset), "\(text)")
        }
        for (text, offset) in [
            ("[] []", 3), ("{}x", 2), ("1 2", 2), ("\"a\"b", 3), ("[]]", 2), ("null,", 4), ("{}\u{FEFF}", 2),
            ("truefalse", 4),
        ] {
            #expect(JSONText.refusal(text) == DocumentError(.contentBehindValue, at: offset), "\(text)")
        }
        for text in ["", " ", "\r\n\t "] {
            #expect(JSONText.refusal(text) == DocumentError(.empty, at: text.utf8.count))
        }
    }

    @Test("A document that is cut off is refused as cut off, at its end, wherever that is")
    func truncation() throws {
        let own = #"{"a":[1.5e+3,-0,true,false,null,"b\n\u00e9\ud83d\ude00cé€😀",{}],"d":{"e":[]},"é":1}"#
        let samples = try Samples.documents("json").filter { $0.count < 10_000 }
        #expect(samples.count > 30)
        var reader = JSONReader()
        for document in samples + [Array(own.utf8)] {
            let end = document.lastIndex { $0 == 0x7D || $0 == 0x5D } ?? 0
            for length in 0..<end {
                let part = Array(document[..<length])
                do throws(DocumentError) {
                    _ = try JSONText.read(part, with: &reader)
                    Issue.record("\(length) bytes are read")
                } catch {
                    let isEmpty = !part.contains { !ByteScan.isBlank($0) }
                    #expect(error == DocumentError(isEmpty ? .empty : .truncated, at: length))
                }
            }
            #expect(JSONText.refusal(document) == nil)
        }
    }

    @Test("Depth, values and bytes up to the limit are read, one more is refused")
    func limits() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(JSONText.refusal(nested(DocumentLimits.depthOfJSON)) == nil)
        #expect(
            JSONText.refusal(nested(DocumentLimits.depthOfJSON + 1))
                == DocumentError(.tooDeepJSON, at: DocumentLimits.depthOfJSON))
        let deep = String(repeating: "{\"a\":", count: 65) + "1" + String(repeating: "}", count: 65)
        #expect(JSONText.refusal(deep) == DocumentError(.tooDeepJSON, at: 64 * 5))
        // Depth is what is open at once.
        #expect(JSONText.refusal("[" + Array(repeating: nested(63), count: 100).joined(separator: ",") + "]") == nil)

        func many(_ values: Int) -> String { "[" + String(repeating: "1,", count: values - 2) + "\"\"]" }
        #expect(JSONText.refusal(many(DocumentLimits.values)) == nil)
        let tooMany = many(DocumentLimits.values + 1)
        #expect(JSONText.refusal(tooMany) == DocumentError(.tooManyValues, at: tooMany.utf8.count - 3))

        let longest = "\"" + String(repeating: "x", count: DocumentLimits.bytes - 2) + "\""
        #expect(JSONText.refusal(longest) == nil)
        #expect(JSONText.refusal(longest + " ") == DocumentError(.tooLong, at: DocumentLimits.bytes))
    }

    @Test("The last of several members of one name is found; one spelled exactly so goes before one that is not")
    func lookUp() throws {
        try JSONText.withRoot(
            #"{"a":1,"a":2,"Message":"M","message":"m","message_id":3,"_x":4,"status":[],"":5,"MESSAGE-ID":6}"#
        ) { root in
            #expect(root.member("a").map { string($0.value) } == "2")
            #expect(root.member("Message").map { string($0.value) } == "M")
            #expect(root.member("message").map { string($0.value) } == "m")
            #expect(root.member("MESSAGE").map { string($0.value) } == "m")
            #expect(root.member("messageId").map { string($0.value) } == "6")
            #expect(root.member("message_id").map { string($0.value) } == "3")
            #expect(root.member("X").map { string($0.value) } == "4")
            #expect(root.member("").map { string($0.value) } == "5")
            #expect(root.member("Status")?.kind == .array)
            #expect(root.member("messag") == nil)
            #expect(root.member("b") == nil)
            #expect(root.member("status")?.member("a") == nil)
        }
        try JSONText.withRoot("[1]") { #expect($0.member("") == nil) }
    }

    @Test("A name that stands twice with different values is noticed, however it is spelled")
    func contradictions() throws {
        let cases: [(String, Bool)] = [
            (#"{"status":true}"#, false), (#"{"status":true,"status":true}"#, false),
            (#"{"status":true,"status":false}"#, true),
            (#"{"status":true,"a":1,"Status":false}"#, true), (#"{"status":"1","status":1}"#, true), (#"{}"#, false),
            (#"{"status":{},"status":{}}"#, true), (#"{"status":null,"status":""}"#, true), (#"{"a":1,"a":2}"#, false),
            (#"{"status":"a","status":"a","status":"b"}"#, true), (#"{"status":"a\u0062","status":"ab"}"#, false),
            (#"{"a":{"status":1},"status":2}"#, false), (#"["status"]"#, false), (#"{"status":1.0,"status":1}"#, true),
        ]
        for (text, expected) in cases {
            try JSONText.withRoot(text) { #expect($0.contradictsItself(about: "status") == expected, "\(text)") }
        }
    }

    @Test("Names and values end in a NUL, and nothing reads as empty but what is")
    func terminated() throws {
        let text = #"{"ab":"cd","e\u0066":-12.5 ,"g":[true,false,null,1,{}],"h" : {"i":[] , "j":2}, "k\n":"l\n"}"#
        for document in [text, " 17", "\"x\"", "true "] {
            try JSONText.withRoot(document) { root in
                forEach(root) { element in
                    #expect(element.name.baseAddress?[element.name.count] == 0)
                    #expect(element.value.baseAddress?[element.value.count] == 0)
                    #expect(!element.isText && element.firstAttribute == nil)
                    let holds =
                        element.kind == .number || element.kind == .yes || element.kind == .no
                        || element.kind == .string
                    #expect((element.value.count > 0) == holds)
                }
            }
        }
    }

    @Test("A reader reads any number of documents, also after refused ones, and counts their values")
    func reuse() throws {
        var reader = JSONReader()
        for round in 0..<300 {
            #expect(try JSONText.read(Array("{\"a\":[\(round)]}".utf8), with: &reader) == "{\"a\":[\(round)]}")
            #expect(reader.nodeCount == 3)
            for bad in ["[", "[1,\"\\x\"]", String(repeating: "[", count: 70), ""] {
                #expect(throws: DocumentError.self) { try JSONText.read(Array(bad.utf8), with: &reader) }
            }
        }
    }

    // MARK: -

    private func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: bytes, as: Unicode.UTF8.self)
    }

    private func children(_ element: Element) -> [Element] {
        Array(sequence(first: element.firstChild) { $0?.next }.prefix { $0 != nil }.compactMap { $0 })
    }

    private func forEach(_ element: Element, _ body: (Element) -> Void) {
        body(element)
        for child in children(element) { forEach(child, body) }
    }
}
