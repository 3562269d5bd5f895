import Testing

@testable import SkyDocument

@Suite("Reading XML")
struct XMLReaderTests {
    let document: DocumentText

    init() throws {
        document = try DocumentText()
    }

    @Test("Elements, attributes and text come out in document order; blanks between elements are nothing")
    func tree() throws {
        #expect(try document.read("<A x='1' y='2'>\n <B>b</B><C/>\n <B>c</B> </A>") == "A@X=1@Y=2(B=b C= B=c)")
    }

    @Test("T6: references are decoded, CDATA is text, comments and processing instructions are left out")
    func textOfAnElement() throws {
        #expect(try document.read("<A>1&amp;2<!-- no -->3<?no no?><![CDATA[<4>&]]>&#8364;</A>") == "A=1&23<4>&€")
    }

    @Test("References in attributes are decoded like those in text, once")
    func referencesInAttributes() throws {
        #expect(try document.read("<A b='1&amp;2&lt;&#38;&#8364;&quot;'/>") == "A@B=1&2<&€\"=")
        #expect(try document.read("<A b='&#38;#38;&amp;amp;&amp;lt;'/>") == "A@B=&#38;&amp;&lt;=")
        #expect(try document.read("<A b='&amp;' c='&amp;&amp;'/>") == "A@B=&@C=&&=")
    }

    @Test("T6: a line break comes out as LF, a CR that is written as a reference stays")
    func lineBreaks() throws {
        #expect(try document.read("<A>a\r\nb\rc&#13;</A>") == "A=a\nb\nc\r")
    }

    @Test("Text between children is kept as text, in its place")
    func mixedContent() throws {
        #expect(try document.read("<A>one<B>2</B> three <C/></A>") == "A('one' B=2 ' three ' C=)")
    }

    @Test("T4: prefixes and namespace declarations are ignored, declared or not")
    func namespaces() throws {
        #expect(try document.read("<x:A xmlns:x='u'><x:B y:c='1'>b</x:B></x:A>") == "A(B@C=1=b)")
    }

    @Test("T4: where a schema lies is no part of the content")
    func schemaLocation() throws {
        let space = "http://www.w3.org/2001/XMLSchema-instance"
        #expect(try document.read("<A xmlns:s='\(space)' s:noNamespaceSchemaLocation='x' b='1'/>") == "A@B=1=")
    }

    @Test("T4: names come out in upper case, without hyphens and underscores")
    func foldedNames() throws {
        #expect(try document.read("<sent-as Sent_At='1'><FROM_MASK/><é/></sent-as>") == "SENTAS@SENTAT=1(FROMMASK= é=)")
    }

    @Test("A reader reads any number of documents, also after refused ones")
    func reuse() throws {
        for round in 0..<300 {
            #expect(try document.read("<A>\(round)</A>") == "A=\(round)")
            #expect(document.refusal("<A><B></A>") != nil)
            #expect(document.refusal("<!DOCTYPE A><A/>") != nil)
            #expect(document.refusal(String(repeating: "<A>", count: 40)) != nil)
        }
    }

    @Test("A reader outlives its libxml2 context: 25,000 documents with 25,000 names")
    func manyNames() throws {
        for round in 0..<25_000 {
            #expect(try document.read("<N\(round)>x</N\(round)>") == "N\(round)=x")
        }
    }

    @Test("T1: what is not well-formed is refused with the reason and the offset, never repaired")
    func notWellFormed() {
        let cases: [(String, DocumentError.Reason)] = [
            ("<A><B></A>", .tagMismatch), ("<A>", .truncated), ("<A>x", .truncated), ("<A", .truncated),
            ("", .empty), (" \n", .empty), ("<A/><B/>", .contentBehindRoot), ("<A/>x", .contentBehindRoot),
            ("<A>&nbsp;</A>", .unknownEntity), ("<A>a & b</A>", .notWellFormed), ("<A>&#1;</A>", .forbiddenCharacter),
            ("<A>\u{01}</A>", .forbiddenCharacter), ("<A x='1' x='2'/>", .badAttribute), ("<A x/>", .badAttribute),
            ("<A x=1/>", .badAttribute), ("text", .notWellFormed), ("<A>]]></A>", .notWellFormed),
            ("<FROM_MASK><FROM_MASK>", .truncated), ("{\"a\":1}", .notWellFormed),
        ]
        for (text, reason) in cases {
            let error = document.refusal(text)
            #expect(error?.reason == reason, "\(text) gave \(String(describing: error))")
            #expect((error?.offset ?? -1) >= 0 && (error?.offset ?? 0) <= text.utf8.count, "\(text)")
        }
    }

    @Test("The offset is where the trouble is")
    func offsets() {
        #expect(document.refusal("  <A>\n&x;</A>")?.offset ?? -1 >= 6)
        #expect(document.refusal(Array("<A>ab".utf8) + [0] + Array("</A>".utf8)) == DocumentError(.nul, at: 5))
        #expect(document.refusal(Array("<A>ab".utf8) + [0xC3, 0x28]) == DocumentError(.invalidEncoding, at: 5))
        #expect(document.refusal("\u{FEFF} <!DOCTYPE A><A/>") == DocumentError(.documentType, at: 4))
    }

    @Test("A document that is cut off at any byte is refused")
    func truncation() throws {
        let whole = Array("<?xml version='1.0'?><A b='c'>d&amp;<![CDATA[e]]><!--f--><G>h</G></A>".utf8)
        for length in 0..<whole.count {
            #expect(document.refusal(Array(whole[0..<length])) != nil, "\(length) bytes")
        }
        #expect(document.refusal(whole) == nil)
    }
}
