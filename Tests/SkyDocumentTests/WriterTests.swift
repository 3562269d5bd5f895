import Testing

@testable import SkyDocument

@Suite("Writing XML and JSON")
struct WriterTests {
    @Test("Whatever is written into an element is read out of it again")
    func roundTrip() throws {
        let document = try DocumentText()
        for text in ["a & b < c > d \"e\" 'f'", "]]>", " blanks ", "a\tb\nc\rd\r\n", "é€😀", "<!DOCTYPE x>", ""] {
            var writer = XMLWriter()
            writer.beginDocument()
            writer.begin("A")
            Array(text.utf8).withUnsafeBufferPointer { writer.element("B", $0) }
            writer.end("A")
            let expected = text.isEmpty ? "A(B=)" : "A(B=\(text))"
            #expect(try document.read(Array(writer.output.bytes)) == expected)
        }
    }

    @Test("T17: characters that XML cannot hold are found, with their offset")
    func forbiddenCharacters() {
        func first(_ bytes: [UInt8]) -> Int? { bytes.withUnsafeBufferPointer { XMLText.firstForbidden(in: $0) } }
        #expect(first(Array("a\tb\nc\rd é€😀".utf8)) == nil)
        #expect(first(Array("ab\u{0B}".utf8)) == 2)
        #expect(first(Array("abc\u{FFFE}".utf8)) == 3)
        #expect(first(Array("abc\u{FFFF}".utf8)) == 3)
        #expect(first(Array("abc\u{FFFD}".utf8)) == nil)
        for control in UInt8(0)..<0x20 where control != 9 && control != 10 && control != 13 {
            #expect(first([0x41, control]) == 1)
        }
    }

    @Test("Names of elements are ASCII names and nothing else")
    func names() {
        func isName(_ text: String) -> Bool { Array(text.utf8).withUnsafeBufferPointer { XMLText.isName($0) } }
        for name in ["A", "_a", "PERSONALIZED-IMAGE", "a1.b"] { #expect(isName(name)) }
        for name in ["", "1A", "-A", "A B", "A>", "é", "A:B", String(repeating: "A", count: 65)] {
            #expect(!isName(name))
        }
    }

    @Test("JSON strings escape quotes, backslashes and control characters")
    func json() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("a")
        Array("\"\\\n\u{01}é".utf8).withUnsafeBufferPointer { writer.string($0) }
        writer.name("b")
        writer.beginArray()
        writer.number(-12)
        writer.boolean(true)
        writer.endArray()
        writer.endObject()
        #expect(
            String(decoding: writer.output.bytes, as: Unicode.UTF8.self) == #"{"a":"\"\\\n\u0001é","b":[-12,true]}"#)
    }

    @Test("A number is written digit for digit, and what is none is not written")
    func jsonNumbers() {
        var writer = JSONWriter()
        writer.beginArray()
        for digits in ["61491570156", "-0.50e+3", "0"] {
            let isWritten = Array(digits.utf8).withUnsafeBufferPointer { writer.number($0) }
            #expect(isWritten)
        }
        for text in ["", "-", "01", "1.", "0x1", "1 ", "1,2", "NaN", "1e", "+1", "\"1\""] {
            let isWritten = Array(text.utf8).withUnsafeBufferPointer { writer.number($0) }
            #expect(!isWritten, "\(text)")
        }
        writer.null()
        writer.beginObject()
        writer.name("a")
        writer.beginObject()
        writer.endObject()
        writer.name("b")
        writer.null()
        writer.endObject()
        writer.endArray()
        #expect(
            String(decoding: writer.output.bytes, as: Unicode.UTF8.self)
                == #"[61491570156,-0.50e+3,0,null,{"a":{},"b":null}]"#)
    }

    @Test("Numbers are written in full, the smallest included")
    func decimals() {
        var buffer = ByteBuffer()
        for number in [0, 7, -7, Int.max, Int.min] {
            buffer.append(decimal: number)
            buffer.append(0x20)
        }
        let expected = "0 7 -7 \(Int.max) \(Int.min) "
        #expect(String(decoding: buffer.bytes, as: Unicode.UTF8.self) == expected)
    }
}
