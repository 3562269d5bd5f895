import Testing

@testable import SkyDocument

@Suite("What a document must pass before it is read")
struct XMLGateTests {
    let document: DocumentText

    init() throws {
        document = try DocumentText()
    }

    @Test("T2: blanks and a byte order mark before the declaration are skipped")
    func leadingBlanks() throws {
        #expect(try document.read("\r\n \t<?xml version='1.0'?><A/>") == "A=")
        #expect(try document.read("\u{FEFF}<?xml version='1.0'?><A/>") == "A=")
        #expect(try document.read(" \u{FEFF}\n<A/>") == "A=")
    }

    @Test("T15: a DOCTYPE is refused before anything in it is looked at, whatever stands before it")
    func documentType() {
        for text in [
            "<!DOCTYPE A><A/>", "<?xml version='1.0'?>\n<!-- x --><?y?><!DOCTYPE A [<!ENTITY b 'c'>]><A>&b;</A>",
            "<!DOCTYPE A SYSTEM 'http://127.0.0.1:1/x.dtd'><A/>", "<!doctype html><A/>", "<!DOCTYPE",
        ] {
            #expect(document.refusal(text)?.reason == .documentType, "\(text)")
        }
    }

    @Test("T15: a DOCTYPE inside CDATA is text")
    func documentTypeAsText() throws {
        #expect(try document.read("<A><![CDATA[<!DOCTYPE html>]]></A>") == "A=<!DOCTYPE html>")
    }

    @Test("T15: an entity bomb is refused at once")
    func entityBomb() {
        var text = "<!DOCTYPE A [<!ENTITY a0 'x'>"
        for level in 1..<30 { text += "<!ENTITY a\(level) '&a\(level - 1);&a\(level - 1);'>" }
        #expect(document.refusal(text + "]><A>&a29;</A>")?.reason == .documentType)
    }

    @Test("T15: each limit is kept, and one less passes")
    func limits() {
        let deep = String(repeating: "<A>", count: 32) + String(repeating: "</A>", count: 32)
        #expect(document.refusal(deep) == nil)
        #expect(document.refusal("<A>" + deep + "</A>")?.reason == .tooDeep)
        #expect(document.refusal(String(repeating: "<A>", count: 10_000))?.reason == .tooDeep)
        let children = { (count: Int) in "<A>" + String(repeating: "<B/>", count: count) + "</A>" }
        #expect(document.refusal(children(99_998)) == nil)
        #expect(document.refusal(children(100_001))?.reason == .tooManyNodes)
        let attributes = { (count: Int) in "<A " + (0..<count).map { "a\($0)='1'" }.joined(separator: " ") + "/>" }
        #expect(document.refusal(attributes(64)) == nil)
        #expect(document.refusal(attributes(65))?.reason == .tooManyAttributes)
        #expect(document.refusal(attributes(20_000))?.reason == .tooManyAttributes)
        let long = [UInt8](repeating: 0x20, count: DocumentLimits.bytes + 1)
        #expect(document.refusal(long) == DocumentError(.tooLong, at: DocumentLimits.bytes))
    }

    @Test("T15: attributes are counted outside of quotes, comments and CDATA only")
    func attributesAreCountedWhereTheyAre() {
        let signs = String(repeating: "a='=' ", count: 1000)
        #expect(document.refusal("<A><!-- <b \(signs)> --><![CDATA[<b \(signs)>]]><B c=\"\(signs)\"/></A>") == nil)
    }

    @Test("T16: a NUL is refused wherever it stands, also behind the root element")
    func nul() {
        #expect(document.refusal(Array("<A/>".utf8) + [0])?.reason == .nul)
        #expect(document.refusal(Array("<A/>\n\n".utf8) + [0, 0x41])?.reason == .nul)
        #expect(document.refusal([0] + Array("<A/>".utf8))?.reason == .nul)
    }

    @Test("T16: bytes that are not UTF-8 are refused wherever they stand")
    func invalidUTF8() {
        for bytes in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]] {
            #expect(document.refusal(Array("<A>".utf8) + bytes + Array("</A>".utf8))?.reason == .invalidEncoding)
            #expect(document.refusal(Array("<A/>".utf8) + bytes)?.reason == .invalidEncoding)
        }
    }

    @Test("T16: ISO-8859-1 is read when it is declared, and refused when it is not")
    func latin1() throws {
        let text = Array("<?xml version='1.0' encoding='ISO-8859-1'?><A>caf".utf8) + [0xE9] + Array("</A>".utf8)
        #expect(try document.read(text) == "A=café")
        #expect(document.refusal(Array("<A>caf".utf8) + [0xE9] + Array("</A>".utf8))?.reason == .invalidEncoding)
        let broken = Array("<?xml version='1.0' encoding='ISO-8859-1'?><A>".utf8) + [0xE9, 0xE9] + Array("</B>".utf8)
        let offset = document.refusal(broken)?.offset ?? -1
        #expect(offset >= broken.count - 4 && offset <= broken.count, "the offset counts bytes as they came in")
    }

    @Test("T16: US-ASCII that holds other bytes is refused")
    func ascii() throws {
        #expect(try document.read("<?xml version='1.0' encoding='us-ascii'?><A>a</A>") == "A=a")
        #expect(document.refusal("<?xml version='1.0' encoding='us-ascii'?><A>é</A>")?.reason == .invalidEncoding)
    }

    @Test("T16: UTF-16 with a mark is read in both orders", arguments: [true, false])
    func utf16(isBigEndian: Bool) throws {
        let text = "<?xml version='1.0' encoding='UTF-16'?>\n<A>é€😀</A>"
        #expect(try document.read(Self.utf16(text, isBigEndian)) == "A=é€😀")
        #expect(try document.read(Self.utf16("<A>x</A>", isBigEndian)) == "A=x")
        #expect(document.refusal(Self.utf16("<A>x", isBigEndian)) != nil)
        let surrogate = Self.utf16("<A>", isBigEndian) + (isBigEndian ? [0xD8, 0x00] : [0x00, 0xD8])
        #expect(document.refusal(surrogate)?.reason == .invalidEncoding)
        let nul = Self.utf16("<A>\0</A>", isBigEndian)
        #expect(document.refusal(nul) == DocumentError(.nul, at: 8))
        #expect(document.refusal(Self.utf16("<!DOCTYPE A><A/>", isBigEndian))?.reason == .documentType)
    }

    @Test("T16: other encodings, and declarations that the bytes contradict, are refused")
    func otherEncodings() {
        #expect(document.refusal("<?xml version='1.0' encoding='Shift_JIS'?><A/>")?.reason == .unsupportedEncoding)
        #expect(document.refusal("<?xml version='1.0' encoding='UTF-16'?><A/>")?.reason == .unsupportedEncoding)
        #expect(document.refusal("<?xml version='1.0' encoding='UTF-7'?><A/>")?.reason == .unsupportedEncoding)
        let text = Self.utf16("<?xml version='1.0' encoding='UTF-8'?><A/>", true)
        #expect(document.refusal(text)?.reason == .unsupportedEncoding)
    }

    @Test("An input of a megabyte ends in well under a second, whatever it holds")
    func promptness() {
        let shapes = [
            "<A a1=''" + (2..<120_000).map { " a\($0)=''" }.joined(), String(repeating: "<A>", count: 350_000),
            String(repeating: "<", count: 1_000_000), String(repeating: "&amp;", count: 200_000),
            "<A>" + String(repeating: "&lt;", count: 250_000) + "</A>",
            "<A>" + String(repeating: "<B/>", count: 250_000) + "</A>",
            "<!--" + String(repeating: "-", count: 1_000_000),
            "<A><![CDATA[" + String(repeating: "]", count: 1_000_000),
            "<A b='" + String(repeating: "<", count: 1_000_000),
            "<?xml " + String(repeating: "encoding", count: 125_000) + "?><A/>",
            "<A>" + String(repeating: "<x:B xmlns:x='u' x:c=''/>", count: 40_000) + "</A>",
            "<A>" + String(repeating: "\r", count: 1_000_000) + "</A>",
            "<" + String(repeating: "A", count: 1_000_000) + "/>",
        ]
        for shape in shapes {
            let time = ContinuousClock().measure { _ = document.refusal(shape) }
            #expect(time < .seconds(1), "\(shape.prefix(20)): \(time)")
        }
    }

    private static func utf16(_ text: String, _ isBigEndian: Bool) -> [UInt8] {
        let mark: [UInt8] = isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
        return mark
            + text.utf16.flatMap { unit -> [UInt8] in
                let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
                return isBigEndian ? bytes : bytes.reversed()
            }
    }
}
