import Foundation
import Testing

@testable import SkyDocument

@Suite("Reading plain documents without libxml2")
struct PlainReaderTests {
    let document: DocumentText

    init() throws {
        document = try DocumentText()
    }

    @Test("Elements with attributes and text are plain")
    func plain() throws {
        try expectAgreement([
            "<A/>", "<A></A>", " \n\t<A >\n</A\n>\n", "<A>x</A>", "<A> x\n y </A>", "<A>1 > 0 ]] ]</A>",
            "<?xml version='1.0'?><A/>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<A/>",
            "<sent-as><From_Mask /><b.c1>d</b.c1></sent-as>", "<A>\u{7F}é€\u{10FFFF}</A>",
            "<A><ABCDEFGH>x</ABCDEFGH><ABCDEFGHI>y</ABCDEFGHI><ABCDEFG>z</ABCDEFG></A>",
            "<A><B>\n</B>\n<C><D>e</D><D> </D></C><F/></A>", "<A>[[0]] \"'</A>", "\r\n<A>\r\n<B/>\r\n</A>\r\n",
            "<A b='1'/>", "<A  b = \"1'2\"\n_c.d-e='é>]]>' >f</A >", "<A b='1' c=''><B d='2'/><C/></A>",
            "<Sent_As Sent-at='1'/>",
        ])
    }

    @Test("T6: references to characters, CDATA and line breaks are decoded as libxml2 does it")
    func decoded() throws {
        try expectAgreement([
            "<A>&amp;&lt;&gt;&quot;&apos;</A>", "<A> a &amp; b </A>", "<A>&amp;lt;</A>", "<A>]]&gt;</A>",
            "<A>&#65;&#x42;&#x10FFFF;&#8364;&#xe9;&#013;&#10;&#9;&#xD7FF;&#xE000;&#xFFFD;&#128;&#x800;&#65536;</A>",
            "<A><![CDATA[]]></A>", "<A> <![CDATA[<b>&amp;]] ]>\n]]> c</A>", "<A><![CDATA[a]]><![CDATA[b]]>&lt;</A>",
            "<A><![CDATA[é]]]></A>",
            "<A>a\r\nb\rc\r\r\n</A>", "<A>\r\n</A>", "<A> \r</A>", "<A><B>&amp;</B><C>d</C></A>", "<A>&#32;</A>",
        ])
    }

    @Test("Everything else is left to libxml2")
    func notPlain() {
        let cases = [
            "", " ", "<A", "<A>", "<A>x", "<A></A", "<A><B></A>", "<A></B>", "<A></AB>", "<A></a>", "<A/>x", "<A/><B/>",
            "<A/", "</A>", "<>", "<1/>", "<-A/>", "<.A/>", "<a:B/>", "<é/>", "<A>a & b</A>", "<A>]]></A>", "text",
            "<A><!-- b --></A>", "<A><?b?></A>", "<A>b<C/></A>", "<A><C/>b</A>", "<A><C/>&#32;</A>", "<A>&#32;<C/></A>",
            "<A><![CDATA[ ]]><C/></A>", "<A><C/><![CDATA[ ]]></A>", "<A>\u{01}</A>", "\u{FEFF}<A/>", "<A>\0</A>",
            "<A/>\0",
            "<?xml version='1.1'?><A/>", "<?xml version='1.0'?>", "<?xml version='1.0' encoding='ISO-8859-1'?><A/>",
            "<!DOCTYPE A><A/>", String(repeating: "<A>", count: 40), "<A>&nbsp;</A>", "<A>&amp</A>", "<A>&AMP;</A>",
            "<A>&#;</A>",
            "<A>&#x;</A>", "<A>&#X41;</A>", "<A>&#4a;</A>", "<A>&#0;</A>", "<A>&#1;</A>", "<A>&#xD800;</A>",
            "<A>&#xFFFE;</A>",
            "<A>&#x110000;</A>", "<A>&#x100000041;</A>", "<A>& #65;</A>", "<A><![CDATA[</A>",
            "<A><![CDATA[\u{01}]]></A>",
            "<A><![CDATA[\r\n]]></A>", "<A><![cdata[]]></A>", "<A b/>", "<A b=1/>", "<A b='1/>", "<A b='1'c='2'/>",
            "<A b='1' b='2'/>",
            "<A b='1' B='2'/>", "<A b='<'/>", "<A b='&amp;'/>", "<A b='\n'/>", "<A b='\t'/>", "<A xmlns='u'/>",
            "<A x:b='1'/>",
            "<A 1='1'/>", "<A b='\u{01}'/>", "<A =''/>", "<A b='1' /", "<A b='1' / >", "<A/ >", "<A b='",
        ]
        for text in cases { #expect(document.readPlain(Array(text.utf8)) == nil, "\(text)") }
        for bytes in [
            [0x80], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82],
            [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF],
        ]
            as [[UInt8]]
        {
            #expect(document.readPlain(Array("<A>".utf8) + bytes + Array("</A>".utf8)) == nil, "\(bytes)")
        }
    }

    private func expectAgreement(_ cases: [String]) throws {
        for text in cases {
            let bytes = Array(text.utf8)
            #expect(document.readPlain(bytes) != nil, "\(text)")
            #expect(document.readPlain(bytes) == (try document.readThoroughly(bytes)), "\(text)")
        }
    }

    @Test("Depth and nodes up to the limit are plain, one more is libxml2's to refuse")
    func limits() {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "<A>", count: depth) + String(repeating: "</A>", count: depth)).utf8)
        }
        func many(_ count: Int) -> [UInt8] {
            Array(("<A>" + String(repeating: "<B/>", count: count - 1) + "</A>").utf8)
        }
        #expect(document.readPlain(nested(DocumentLimits.depth)) != nil)
        #expect(document.readPlain(nested(DocumentLimits.depth + 1)) == nil)
        #expect(document.refusal(nested(DocumentLimits.depth + 1))?.reason == .tooDeep)
        #expect(document.readPlain(many(DocumentLimits.nodes)) != nil)
        #expect(document.readPlain(many(DocumentLimits.nodes + 1)) == nil)
        #expect(document.refusal(many(DocumentLimits.nodes + 1))?.reason == .tooManyNodes)
        func attributes(_ count: Int) -> [UInt8] {
            Array(("<A" + (0..<count).map { " x\($0)='1'" }.joined() + "/>").utf8)
        }
        #expect(document.readPlain(attributes(DocumentLimits.attributes)) != nil)
        #expect(document.readPlain(attributes(DocumentLimits.attributes + 1)) == nil)
        #expect(document.refusal(attributes(DocumentLimits.attributes + 1))?.reason == .tooManyAttributes)
        #expect(document.readPlain(Array("<A>".utf8) + [UInt8](repeating: 0x78, count: DocumentLimits.bytes)) == nil)
    }

    @Test("Whatever is accepted as plain, libxml2 accepts with the same tree: 200,000 changed documents")
    func agreement() throws {
        let seeds = try Samples.documents()
        #expect(seeds.count > 50)
        #expect(seeds.filter { document.readPlain($0) != nil }.count > 25, "the usual documents are plain")
        let pieces =
            [
                "<", ">", "/", "&", "&amp;", "]]>", "\r", "\n", " ", "<A>", "</A>", "<B/>", "\0", "é", "=",
                "'", "x='1'", "<!--", "-->",
                "<![CDATA[", "<![CDATA[ x ]]>", "&lt;", "&#65;", "&#x20AC;", "&#13;", "\r\n", " y='2'", " z=\"\"", "&",
                ";", "#", "<?", "?>", ":", "_", "-", ".", "7", "<?xml version='1.0'?>", "\u{FEFF}", "\t", "z",
                "\u{7F}", "\u{1F}", "]",
            ].map { Array($0.utf8) } + [
                [0x80], [0xC3], [0xFF], [0xEF, 0xBF, 0xBF], [0xEF, 0xB7, 0x90], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBE],
            ]
        var random = SplitMix(state: 20_261_121)
        var accepted = 0
        for _ in 0..<200_000 {
            var bytes = seeds[random.below(seeds.count)]
            // Short documents are changed more often at the places that matter.
            if random.below(3) == 0 { bytes = Array("<A> <BB>c</BB>\n<D-e></D-e></A>".utf8) }
            if random.below(4) == 0 { bytes = Array("<A b='c' d=\"\"><E>&amp;\r<![CDATA[<]]>f</E>\r\n</A>".utf8) }
            for _ in 0...random.below(3) {
                let start = random.below(bytes.count + 1)
                let end = min(bytes.count, start + [0, 0, 1, 1, 2, 5].randomElement(using: &random)!)
                bytes.replaceSubrange(start..<end, with: pieces[random.below(pieces.count)])
            }
            guard let plain = document.readPlain(bytes) else { continue }
            accepted += 1
            do throws(DocumentError) {
                let thorough = try document.readThoroughly(bytes)
                #expect(thorough == plain, "\(String(decoding: bytes, as: Unicode.UTF8.self))")
            } catch {
                Issue.record("libxml2 refuses: \(error) \(String(decoding: bytes, as: Unicode.UTF8.self))")
            }
        }
        #expect(accepted > 6_000, "\(accepted) were accepted, too few to say something")
    }
}

/// Pseudo-random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
}

/// The documents of `Tests/samples`.
enum Samples {
    /// All with the name ending in that, in the order of their paths.
    static func documents(_ ending: String = "xml") throws -> [[UInt8]] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("samples")
        guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
        let documents = files.compactMap { $0 as? URL }.filter { $0.pathExtension == ending }.sorted {
            $0.path < $1.path
        }
        return try documents.map { [UInt8](try Data(contentsOf: $0)) }
    }
}
