import Foundation
import Testing

@testable import SkyDocument

@Suite("Reading plain documents without libxml2")
struct PlainReaderTests {
    let document: DocumentText

    init() throws {
        document = try DocumentText()
    }

    @Test("Elements without attributes, with text that stands for itself, are plain")
    func plain() throws {
        let cases = [
            "<A/>", "<A></A>", " \n\t<A >\n</A\n>\n", "<A>x</A>", "<A> x\n y </A>",
            "<A>1 > 0 ]] ]</A>",
            "<?xml version='1.0'?><A/>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<A/>",
            "<sent-as><From_Mask /><b.c1>d</b.c1></sent-as>",
            "<A><ABCDEFGH>x</ABCDEFGH><ABCDEFGHI>y</ABCDEFGHI><ABCDEFG>z</ABCDEFG></A>",
            "<A>\u{7F}é€\u{10FFFF}</A>",
            "<A><B>\n</B>\n<C><D>e</D><D> </D></C><F/></A>", "<A>[[0]] \"'</A>",
        ]
        for text in cases {
            let bytes = Array(text.utf8)
            #expect(document.readPlain(bytes) != nil, "\(text)")
            #expect(document.readPlain(bytes) == (try document.readThoroughly(bytes)), "\(text)")
        }
    }

    @Test("Everything else is left to libxml2")
    func notPlain() {
        let cases = [
            "", " ", "<A", "<A>", "<A>x", "<A></A", "<A><B></A>", "<A></B>", "<A></AB>", "<A></a>", "<A/>x", "<A/><B/>",
            "<A/", "</A>",
            "<>", "<1/>", "<-A/>", "<.A/>", "<A b='1'/>", "<a:B/>", "<é/>", "<A>&amp;</A>", "<A>a & b</A>",
            "<A>]]></A>",
            "<A><![CDATA[b]]></A>", "<A><!-- b --></A>", "<A><?b?></A>", "<A>b<C/></A>", "<A><C/>b</A>", "<A>\r</A>",
            "\r<A/>",
            "<A>\u{01}</A>", "\u{FEFF}<A/>", "<?xml version='1.1'?><A/>",
            "<?xml version='1.0'?>",
            "<?xml version='1.0' encoding='ISO-8859-1'?><A/>", "<!DOCTYPE A><A/>", String(repeating: "<A>", count: 40),
            "<A>\0</A>",
            "<A/>\0", "text",
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
                "<![CDATA[", "<?", "?>", ":", "_", "-", ".", "7", "<?xml version='1.0'?>", "\u{FEFF}", "\t", "z",
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
    static func documents() throws -> [[UInt8]] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("samples")
        guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
        let documents = files.compactMap { $0 as? URL }.filter { $0.pathExtension == "xml" }.sorted {
            $0.path < $1.path
        }
        return try documents.map { [UInt8](try Data(contentsOf: $0)) }
    }
}
