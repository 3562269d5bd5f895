import Testing

@testable import SkyProtocol

@Suite("What a field's place, absence and repetition mean")
struct FieldRuleTests {
    @Test("T5: order means nothing, and elements and attributes that nobody knows stay readable")
    func order() throws {
        let one = try notification("<CODE>N202</CODE><TO>1</TO><SHOE size='44'>brown</SHOE>")
        let other = try notification("<SHOE size='44'>brown</SHOE><TO>1</TO><CODE>N202</CODE>")
        #expect(one.plain == other.plain && one.fingerprint == other.fingerprint)
        #expect(one.record.verdict == other.record.verdict && one.record.kind == other.record.kind)
        #expect(one.plain["SHOE"] == "brown")
        #expect(one.fields.contains { $0.name == "SHOE@SIZE" && $0.value == "44" })
    }

    @Test("T6: blanks around a value go, those inside and all of TEXT's stay")
    func blanks() throws {
        let fields = try notification("<CODE>\n N211 </CODE><TO> 1 \t2 </TO><TEXT> a\n b </TEXT>").plain
        #expect(fields["CODE"] == "N211" && fields["TO"] == "1 \t2" && fields["TEXT"] == " a\n b ")
    }

    @Test("T7: an absent field is none, an empty one is empty, in all its spellings")
    func absence() throws {
        let fields = try notification("<CODE>N201</CODE><FROM_MASK/><SPID></SPID><STATUS> </STATUS>").plain
        #expect(fields["FROM_MASK"] == "" && fields["SPID"] == "" && fields["STATUS"] == "" && fields["TO"] == nil)
    }

    @Test("T8: of a field that occurs twice the first counts, and the second is there behind it")
    func repetition() throws {
        let entry = try notification("<CODE>N201</CODE><TO>1</TO><TO>2</TO>")
        #expect(entry.plain["TO"] == "1" && entry.fields.filter { $0.name == "TO" }.map(\.value) == ["1", "2"])
    }

    @Test("T13: files come in document order, empty ones are left out, those elsewhere are no files of the message")
    func files() throws {
        let entry = try notification(
            "<CODE>N401</CODE><FILE>not one</FILE><CONTENT><FILE>b</FILE><FILE/><FILE> a </FILE></CONTENT>")
        #expect(entry.files == ["b", "a"])
    }

    @Test("T9, T10: one refused recipient among accepted ones makes the whole partial; each keeps its own outcome")
    func partial() throws {
        let answer = try Records.answer(
            """
            <RESPONSE><STATUS>Success</STATUS><SENDING><TRACKINGID>M1</TRACKINGID><TO>1</TO></SENDING>
            <SENDING><ERRORCODE>E110</ERRORCODE><TO>2</TO><ERRORINFO>no</ERRORINFO></SENDING></RESPONSE>
            """)
        #expect(Outcome(rawValue: answer.header.status) == .partial)
        #expect(answer.entries.map { Outcome(rawValue: $0.record.verdict) } == [.accepted, .rejected])
    }

    private func notification(_ content: String) throws -> Records.Entry {
        try #require(try Records.postback("<POSTBACK>\(content)</POSTBACK>").entries.first)
    }
}
