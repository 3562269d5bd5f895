import Testing

@testable import SkyDocument
@testable import SkyProtocol

@Suite("Postbacks")
struct PostbackTests {
    static let report = """
        <?xml version='1.0'?><POSTBACK><ORIGIN>SMS_MT</ORIGIN><CODE>N202</CODE><STATUS>Message Sent/Delivered</STATUS>\
        <TO>15550100031</TO><TRACKINGID>SMS_1</TRACKINGID></POSTBACK>
        """

    @Test("T3: a POSTBACK or a bare NOTIFICATION is a postback, everything else is not")
    func roots() throws {
        #expect(try Records.postback("<NOTIFICATION><CODE>N201</CODE></NOTIFICATION>").entries.count == 1)
        for text in ["<RESPONSE><CODE>N201</CODE></RESPONSE>", "<html><body>502</body></html>", "<POSTBACKS/>"] {
            #expect(throws: ProtocolError.unknownRoot) { try Records.postback(text) }
        }
    }

    @Test("T11: a POSTBACK that says nothing of itself holds no notification and is no error")
    func empty() throws {
        #expect(try Records.postback("<POSTBACK/>").entries.isEmpty)
        #expect(try Records.postback("<POSTBACK><OTHER>1</OTHER></POSTBACK>").entries.isEmpty)
        #expect(try Records.postback("<postback><status-code>N801</status-code></postback>").entries.count == 1)
    }

    @Test("A bundle holds up to 300 notifications; one more is refused")
    func bundle() throws {
        let bundle = { (count: Int) in
            "<POSTBACK>" + String(repeating: "<NOTIFICATION><CODE>N301</CODE></NOTIFICATION>", count: count)
                + "</POSTBACK>"
        }
        #expect(try Records.postback(bundle(300)).entries.count == 300)
        #expect(throws: ProtocolError.tooManyNotifications) { try Records.postback(bundle(301)) }
    }

    @Test("The document is taken from the form field xml, in any case, wherever it stands")
    func forms() throws {
        let encoded = Self.report.utf8.map { "%" + String(UInt16($0) | 0x100, radix: 16).suffix(2) }.joined()
        for form in ["xml=\(encoded)", "XML=\(encoded)", "a=b&Xml=\(encoded)&c=d", "\r\nxml=\(encoded)"] {
            #expect(try Records.postback(form).entries.first?.plain["CODE"] == "N202")
        }
        let text = try Records.postback("xml=<POSTBACK><CODE>N211</CODE><TEXT>a+b%2Bc</TEXT></POSTBACK>")
        #expect(text.entries.first?.plain["TEXT"] == "a b+c")
    }

    @Test("A form without the field, and one with a broken escape, are refused")
    func brokenForms() {
        #expect(throws: ProtocolError.noDocumentField) { try Records.postback("a=b&c=d") }
        #expect(throws: ProtocolError.badEscape(4)) { try Records.postback("xml=%zz") }
        #expect(throws: ProtocolError.badEscape(4)) { try Records.postback("xml=%3") }
        #expect(throws: ProtocolError.badEscape(4)) { try Records.postback("xml=%") }
    }

    @Test("T12: a STATUS that ends in a failure makes a failure whatever the code, and a final one")
    func failures() throws {
        for ending in ["Failed", "Expired", "Rejected", "NotSupported", "Not Supported", "failed", "  FAILED "] {
            let text = "<POSTBACK><CODE>N201</CODE><STATUS>Message Sent/\(ending)</STATUS></POSTBACK>"
            let record = try Records.postback(text).entries.first?.record
            #expect(record?.verdict == Verdict.failure.rawValue && record?.isFinal == 1, "\(ending)")
        }
    }

    @Test("T12: an empty STATUS leaves the verdict of N102, N202 and N502 open, and of no other code")
    func emptyStatus() throws {
        for (code, verdict) in [
            ("N102", Verdict.unknown), ("N202", .unknown), ("N502", .unknown), ("N201", .pending), ("E202", .failure),
            ("N003", .success),
        ] {
            let records = try Records.postback("<POSTBACK><CODE>\(code)</CODE><STATUS a='1'/></POSTBACK>")
            #expect(records.entries.first?.record.verdict == verdict.rawValue, "\(code)")
        }
    }

    @Test("The code tells the kind; of a delivery report, and of an unknown code, ORIGIN does")
    func kinds() throws {
        let cases: [(String, String, PostbackKind)] = [
            ("SMS_MT", "N202", .smsDelivery), ("MMS_MT", "N202", .mmsDelivery), ("MMS_MT", "N102", .mmsDelivery),
            ("MMS_MT", "N003", .contentEncoding), ("MMS_MT", "E502", .discovery), ("SMS_MO", "N211", .inboundSms),
            ("MMS_MO", "N401", .inboundMms), ("SUB", "N301", .subscription), ("EMAIL_SUB", "N303", .emailSubscription),
            ("GENERATE_PASS", "N801", .pass), ("SMS_MT", "N333", .smsDelivery), ("RCS_MT", "N901", .other),
            ("SMS_MT", "E999", .smsDelivery),
        ]
        for (origin, code, kind) in cases {
            let text = "<POSTBACK><ORIGIN>\(origin)</ORIGIN><CODE>\(code)</CODE></POSTBACK>"
            #expect(try Records.postback(text).entries.first?.record.kind == kind.rawValue, "\(origin) \(code)")
        }
        let bare = try Records.postback("<POSTBACK><CODE>N202</CODE></POSTBACK>")
        #expect(bare.entries.first?.record.kind == PostbackKind.smsDelivery.rawValue)
    }

    @Test("The fingerprint does not depend on order, blanks or transport, and does on every value and name")
    func fingerprints() throws {
        func fingerprint(_ text: String) throws -> String {
            try Records.postback(text).entries.first?.fingerprint ?? ""
        }
        let first = try fingerprint("<POSTBACK><CODE>N201</CODE><TO>1</TO></POSTBACK>")
        #expect(first.count == 32)
        #expect(first == (try fingerprint("<postback>\n<to> 1 </to><code>N201</code></postback>")))
        #expect(first == (try fingerprint("xml=<POSTBACK><CODE>N201</CODE><TO>1</TO></POSTBACK>")))
        for other in [
            "<POSTBACK><CODE>N202</CODE><TO>1</TO></POSTBACK>", "<POSTBACK><CODE>N201</CODE><TO>2</TO></POSTBACK>",
            "<POSTBACK><CODE>N201</CODE><FROM>1</FROM></POSTBACK>", "<POSTBACK><CODE>N201</CODE></POSTBACK>",
            "<POSTBACK><CODE>N201</CODE><TO>1</TO><TO>1</TO></POSTBACK>",
            "<POSTBACK><CODE>N20</CODE><TO>11</TO></POSTBACK>",
        ] { #expect(first != (try fingerprint(other)), "\(other)") }
    }

    @Test("The fingerprint of a given notification is fixed for ever")
    func fingerprintIsFixed() throws {
        #expect(try Records.postback(Self.report).entries.first?.fingerprint == "1201a3e0a5beb8e394f19ca5e2faf9e6")
    }

    @Test("Fields are found by either of two names, by path, and with attributes (T4, T14)")
    func fieldNames() throws {
        let text = """
            <POSTBACK id=' 7 '><CODE>N202</CODE><RECEIVED>now</RECEIVED><from-mask>Me</from-mask>
            <STATUS protocol='4'/><COST unit='XTS'><NET>1</NET><NET>2</NET></COST><TO>1</TO><TO>2</TO></POSTBACK>
            """
        let bytes = Array(text.utf8)
        try bytes.withUnsafeBufferPointer { buffer in
            let block = try SkycorePostback.read(buffer)
            guard let view = block.view, let record = view.entry(0) else { throw ProtocolError.outOfMemory }
            func value(_ name: String, _ index: Int = 0) -> String? {
                Array(name.utf8).withUnsafeBufferPointer { view.value($0, index, in: record) }
                    .map { String(decoding: $0, as: Unicode.UTF8.self) }
            }
            #expect(value("TIMESTAMP") == "now" && value("received") == "now")
            #expect(value("FROM_MASK") == "Me" && value("frommask") == "Me")
            #expect(value("@id") == "7" && value("ID") == "7")
            #expect(value("status@PROTOCOL") == "4" && value("STATUS") == "")
            #expect(value("COST/NET", 1) == "2" && value("COST@UNIT") == "XTS" && value("NET") == nil)
            #expect(value("TO", 1) == "2" && value("TO", 2) == nil && value("TO", -1) == nil)
            #expect(value("SPID") == nil && value("") == nil)
        }
    }

    @Test("A hostile document cannot make the fields larger than the document by more than a bounded factor")
    func longPaths() throws {
        let name = String(repeating: "N", count: 250)
        let inner = String(repeating: "<B>1</B>", count: 20_000)
        let text = "<POSTBACK><CODE>N201</CODE><\(name)><\(name)>\(inner)</\(name)></\(name)></POSTBACK>"
        #expect(try Records.postback(text).header.size < 10_000_000)
    }

    @Test("Postbacks come from the addresses that the provider has published, in either notation")
    func sourceAddresses() {
        func isKnown(_ text: String) -> Bool {
            Array(text.utf8).withUnsafeBufferPointer { SourceAddress($0).map(SourceAddress.isSkycore) ?? false }
        }
        for address in [
            "34.198.230.58", "34.196.116.219", "34.197.248.124", "::ffff:34.198.230.58", "::FFFF:34.197.248.124",
        ] {
            #expect(isKnown(address), "\(address)")
        }
        for address in [
            "34.198.230.59", "034.198.230.58", "34.198.230.58 ", "34.198.230", "", "34.198.230.58.1", "::1",
        ] {
            #expect(!isKnown(address), "\(address)")
        }
    }
}
