import Testing

@testable import SkyProtocol

/// What is wrong with a request is found before it is sent, with the parameter, and the provider's code where it has
/// one.
@Suite("What is wrong with a request")
struct ActionCheckTests {
    typealias Reason = RequestFault.Reason

    struct Lack: Sendable {
        let action: String
        let given: String
        let field: String
        let code: Int

        init(_ action: String, given: String, lacks field: String, _ code: Int) {
            self.action = action
            self.given = given
            self.field = field
            self.code = code
        }
    }

    static let lacks: [Lack] = [
        Lack("sendSMS", given: "FROM=55501 TEXT=Hi", lacks: "TO", 201),
        Lack("sendSMS", given: "TO=15550100001 TEXT=Hi", lacks: "FROM", 111),
        Lack("sendSMS", given: "TO=15550100001 FROM=55501", lacks: "TEXT", 712),
        Lack("sendSMS", given: "TO=15550100001 FROM=55501 TEXT=", lacks: "TEXT", 712),
        Lack("saveMMS", given: "NAME=n", lacks: "SUBJECT", 314),
        Lack("saveMMS", given: "SUBJECT=s", lacks: "NAME", 311),
        Lack("saveMMS", given: "SUBJECT=s NAME=n", lacks: "SLIDE", 312),
        Lack("sendSavedMMS", given: "TO=15550100001 FROM=55501", lacks: "MMSID", 620),
        Lack("sendSavedMMS", given: "MMSID=1 FROM=55501", lacks: "TO", 621),
        Lack("sendSavedMMSCampaign", given: "MMSID=1", lacks: "TOCAMPAIGN", 624),
        Lack("sendMessageBySubscriberRef", given: "TEXT=Hi CAMPAIGNREF=c", lacks: "SUBSCRIBERREF", 719),
        Lack("sendMessageBySubscriberRef", given: "TEXT=Hi SUBSCRIBERREF=s", lacks: "CAMPAIGNREF", 718),
        Lack("subscribe", given: "CAMPAIGNREF=c", lacks: "MOBILE", 901),
        Lack("unsubscribe", given: "CAMPAIGNREF=c", lacks: "MOBILE", 901),
        Lack("createMMSCampaign", given: "CAMPAIGNNAME=c", lacks: "BRANDNAME", 171),
        Lack("createEmailCampaign", given: "CAMPAIGNNAME=c BRANDNAME=b", lacks: "MAILINGADDRESS", 173),
        Lack("getSendingStatistics", given: "END_DATE=2031-02-02_00:00:00", lacks: "START_DATE", 506),
        Lack("removeMMSInboxMessage", given: "", lacks: "MMSINBOXID", 640),
        Lack("deleteMMSID", given: "", lacks: "MMSID", 620),
        Lack("createUser", given: "NEWUSER=u", lacks: "NEWPASS", 152),
        Lack("addPassData", given: "", lacks: "PASSTEMPLATEID", 801),
        Lack("generatePassById", given: "", lacks: "PASSDATAID", 807),
        Lack("sendSavedEmail", given: "EMAIL=a@b", lacks: "EMAILTEMPLATEID", 402),
        Lack("subscribeEmail", given: "CAMPAIGNID=1", lacks: "EMAIL", 911),
        Lack("sendMMSBarcode", given: "MMSID=1 TO=15550100001 FROM=5", lacks: "BARCODEID", 631),
    ]

    @Test("What the tables call mandatory is checked", arguments: lacks)
    func mandatory(lack: Lack) throws {
        let parameters: [(String, String)] = lack.given.split(separator: " ").map { pair in
            let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
            return (String(parts[0]), String(parts[1]).replacing("_", with: " "))
        }
        let fault = try #require(try request(lack.action, parameters).fault())
        #expect(fault.reason == .missing && words(fault.field) == lack.field && fault.code == lack.code)
    }

    @Test("An SMS and an MMS behind a subscriber reference exclude each other, and one must be there (E716, E717)")
    func subscriberReference() throws {
        let both = [("SUBSCRIBERREF", "s"), ("CAMPAIGNREF", "c"), ("TEXT", "Hi"), ("MMSID", "1")]
        let fault = try #require(try request("sendMessageBySubscriberRef", both).fault())
        #expect(fault.reason == .both && fault.code == 717)
        #expect([words(fault.field), words(fault.other)].sorted() == ["MMSID", "TEXT"])
        let neither = try #require(
            try request("sendMessageBySubscriberRef", Array(both.prefix(2))).fault())
        #expect(neither.reason == .eitherMissing && neither.code == 716)
        #expect(try request("sendMessageBySubscriberRef", Array(both.prefix(3))).fault() == nil)
    }

    @Test("Groups: a campaign by reference or id, a pass template by exactly one id, a subject or a fallback text")
    func groups() throws {
        #expect(try request("subscribe", [("MOBILE", "1555")]).fault()?.reason == .eitherMissing)
        #expect(try request("subscribe", [("MOBILE", "1555"), ("CAMPAIGNID", "7")]).fault() == nil)
        #expect(try request("subscribe", [("MOBILE", "1"), ("CAMPAIGNID", "7"), ("CAMPAIGNREF", "c")]).fault() == nil)
        #expect(try request("getPassTemplate", []).fault()?.code == 827)
        #expect(try request("getPassTemplate", [("MMSID", "1"), ("EMAILID", "2")]).fault()?.code == 828)
        #expect(try request("getPassTemplate", [("MMSID", "1")]).fault() == nil)
        let mms = [("TO", "1555"), ("FROM", "5"), ("NAME", "n")]
        #expect(try withSlide(request("sendMMS", mms)).fault()?.reason == .eitherMissing)
        #expect(try withSlide(request("sendMMS", mms + [("FALLBACKSMSTEXT", "f")])).fault() == nil)
    }

    @Test("A discovery message needs its text")
    func discovery() throws {
        let base = [("MMSID", "1"), ("TO", "1555"), ("FROM", "5")]
        let fault = try #require(try request("sendSavedMMS", base + [("DDMTITLE", "t")]).fault())
        #expect(fault.reason == .missingBeside && words(fault.field) == "DDMTEXT" && words(fault.other) == "DDMTITLE")
        #expect(try request("sendSavedMMS", base + [("DDMTITLE", "t"), ("DDMTEXT", "x")]).fault() == nil)
    }

    @Test(
        "Values have the form and the length that the documents give them",
        arguments: [
            ("FROM_MASK", "twelve chars", Reason.tooLong),
            ("CUSTOMSUBJECT", String(repeating: "ß", count: 81), .tooLong),
            ("DDMTIMEOUT", "-1", .notWhole), ("DDMTIMEOUT", "1.5", .notWhole), ("DDMTIMEOUT", "1234567890", .notWhole),
            ("DDMFORCE", "yes", .notTrue), ("DISABLEFALLBACKSMS", "true", .notYesOrNo), ("DATA", "text", .notBlock),
        ])
    func forms(name: String, value: String, reason: Reason) throws {
        let base = [("MMSID", "1"), ("TO", "1555"), ("FROM", "5"), ("DDMTEXT", "x")]
        let fault = try #require(try request("sendSavedMMS", base + [(name, value)]).fault())
        #expect(fault.reason == reason && words(fault.field) == name)
    }

    @Test("Limits count characters, not bytes")
    func characters() throws {
        let base = [("MMSID", "1"), ("TO", "1555"), ("FROM", "5")]
        #expect(
            try request("sendSavedMMS", base + [("CUSTOMSUBJECT", String(repeating: "é", count: 80))]).fault() == nil)
    }

    @Test(
        "Times of requests are in UTC, in one form",
        arguments: ["2031-02-30 00:00:00", "2031-02-01T00:00:00", "2031-02-01", "2031-02-01 00:00:00Z", "now"])
    func times(value: String) throws {
        let fault = try #require(
            try request("getSendingStatus", [("START_DATE", value), ("END_DATE", "2031-02-02 00:00:00")]).fault())
        #expect(fault.reason == .notTime && fault.code == 507)
    }

    @Test("What may be given once is not given twice")
    func twice() throws {
        let fault = try #require(
            try request("sendSMS", [("TO", "1555"), ("FROM", "5"), ("TEXT", "a"), ("text", "b")]).fault())
        #expect(fault.reason == .tooMany && fault.limit == 1 && words(fault.field) == "TEXT")
    }

    @Test(
        "A slide holds what may stand together, and says which slide does not",
        arguments: [
            (["IMAGE", "VIDEO"], Reason.conflict, 227), (["AUDIO", "VIDEO"], .conflict, 226),
            (["VCARD", "IMAGE"], .conflict, 224), (["VCARD", "PDF"], .conflict, 223),
            (["IMAGE", "IMAGE"], .tooMany, 223),
            ([], .emptySlide, 313),
        ])
    func slides(files: [String], reason: Reason, code: Int) throws {
        let request = try withSlide(request("saveMMS", [("SUBJECT", "s"), ("NAME", "n")]))
        try request.begin("SLIDE")
        for file in files {
            try request.begin(file)
            try request.set("URL", "https://media.example.net/1")
            try request.end()
        }
        try request.end()
        let fault = try #require(request.fault())
        #expect(fault.reason == reason && fault.code == code && fault.ordinal == 2)
    }

    @Test("Eight slides are the most, and a slide's duration is a whole number")
    func slideLimits() throws {
        let request = try request("saveMMS", [("SUBJECT", "s"), ("NAME", "n")])
        for _ in 1...8 { try withSlide(request) }
        #expect(request.fault() == nil)
        try withSlide(request)
        #expect(request.fault()?.reason == .tooMany && request.fault()?.code == 225 && request.fault()?.limit == 8)
        let other = try self.request("saveMMS", [("SUBJECT", "s"), ("NAME", "n")])
        try other.begin("SLIDE")
        try other.set("TEXT", "x")
        try other.set("DURATION", "5s")
        try other.end()
        #expect(other.fault()?.reason == .notWhole && other.fault()?.code == 230)
        #expect(other.fault().map { words($0.field) } == "SLIDE/DURATION")
    }

    @Test("Custom texts may be any number, each with its slide")
    func customTexts() throws {
        let request = try request("sendSavedMMS", [("MMSID", "1"), ("TO", "1555"), ("FROM", "5")])
        for slide in 1...20 { try borrow("text") { try request.addCustomText($0, slide: UInt32(slide)) } }
        #expect(request.fault() == nil)
        try request.begin("CUSTOMTEXT")
        try request.set("VALUE", "no slide")
        try request.end()
        let fault = try #require(request.fault())
        #expect(fault.reason == .missing && words(fault.field) == "CUSTOMTEXT/SLIDE" && fault.ordinal == 21)
    }

    @Test("Slides have no form over GET, nor do attributes and content that the table does not flatten")
    func notOverGET() throws {
        let mms = try withSlide(request("saveMMS", [("SUBJECT", "s"), ("NAME", "n")]))
        #expect(throws: RequestFault.self) { try mms.written(.get) }
        let nested = Request("sendSMS")
        try nested.begin("WRAP")
        try nested.set("A", "b")
        try nested.end()
        #expect(throws: RequestFault.self) { try nested.written(.get) }
        #expect(try nested.written(.raw).count > 0)
    }

    @Test("What goes wrong while a request is built is remembered: half of what was meant is never sent")
    func remembered() throws {
        let request = Request("sendSMS")
        #expect(throws: RequestFault.self) { try request.set("1", "x") }
        #expect(throws: RequestFault.self) { try request.set("TEXT", "bell\u{7}") }
        for (name, value) in [("TO", "1555"), ("FROM", "5"), ("TEXT", "x")] { try request.set(name, value) }
        #expect(request.fault()?.reason == .badName)
        #expect(throws: RequestFault.self) { try request.written(.raw) }
    }

    @Test("A call that was refused before it came to the request is remembered, the first fault before it")
    func refusedCall() throws {
        let request = try self.request("getMmsIds", [])
        request.rememberRefusedCall()
        #expect(request.fault()?.reason == .refusedCall)
        let earlier = Request("getMmsIds")
        #expect(throws: RequestFault.self) { try earlier.set("1", "x") }
        earlier.rememberRefusedCall()
        #expect(earlier.fault()?.reason == .badName)
    }

    @Test(
        "The action and the credentials are no parameters, whatever the action and the spelling",
        arguments: ["ACTION", "action", "API_KEY", "api-key", "_ApiKey", "User", "PASS"], ["getMmsIds", "sendPigeon"])
    func ownNames(name: String, action: String) throws {
        let fault = try #require(try request(action, [("MMSID", "1"), (name, "x")]).fault())
        #expect(fault.reason == .ownName && borrow(name) { FieldName.matches($0, fault.field.bytes) })
        let inside = Request(action)
        try inside.begin("DATA")
        try inside.set(name, "x")
        try inside.end()
        #expect(inside.fault() == nil)
        #expect(try request(action, [("NEWUSER", "x"), ("PASSDATA", "y")]).fault() == nil)
    }

    @Test("Begin and end fit together, down to 32 elements")
    func nesting() throws {
        let request = Request("sendSMS")
        #expect(throws: RequestFault.self) { try request.end() }
        let open = Request("sendSMS")
        try open.begin("DATA")
        #expect(open.fault()?.reason == .notEnded)
        let deep = Request("sendSMS")
        for _ in 1...31 { try deep.begin("A") }
        #expect(throws: RequestFault.self) { try deep.begin("A") }
        #expect(throws: RequestFault.self) { try deep.set("A", "deeper than a document may be") }
    }

    @Test("Attributes go out as they were given, line breaks too, and none goes out twice")
    func attributes() throws {
        let request = Request("sendSMS")
        try request.begin("DATA")
        try request.setAttribute("note", "a\tb\nc & \"d\"")
        let written = Request("sendSMS")
        try written.begin("DATA")
        try written.setAttribute("note", "a\tb\nc & \"d\"")
        try written.end()
        let outline = try #require(RequestOutline.parse(try written.written(.raw)))
        #expect(outline.children.last?.attributes == ["note": "a\tb\nc & \"d\""])
        #expect(throws: RequestFault.self) { try request.setAttribute("note", "again") }
        try request.end()
        #expect(request.fault()?.reason == .attributeTwice)
    }

    // MARK: - Building

    private func request(_ action: String, _ parameters: [(String, String)]) throws -> Request {
        let request = Request(action)
        for (name, value) in parameters { try request.set(name, value) }
        return request
    }

    @discardableResult
    private func withSlide(_ request: Request) throws -> Request {
        try borrow("text") { text in
            try borrow("https://media.example.net/1.png") { url in
                try request.addSlide(text: text, file: "IMAGE", at: url, seconds: 5)
            }
        }
        return request
    }

    private func words(_ words: PermanentWords) -> String { String(decoding: words.bytes, as: Unicode.UTF8.self) }
}
