import Foundation
import Testing

@testable import SkyDocument
@testable import SkyProtocol

@Suite("Cellcast: calls that go out")
struct CellcastCallTests {
    private func written(
        _ action: String, _ parameters: [(String, String)], sender: String? = nil
    ) throws -> WrittenCall {
        WrittenCall(try Request(action, parameters).call(sender: sender))
    }

    @Test("send-sms: names as documented, numbers an array however many there are, delay a JSON number")
    func sendSMS() throws {
        let call = try written(
            "Send_SMS",
            [
                ("SMSText", "a \"b\"\r\nč"), ("numbers", "61491570156"), ("DELAY", "30"), ("from", "Clinic 1"),
                ("mine", "7"),
            ])
        #expect(call.method == .post && call.path == "send-sms" && call.query.isEmpty)
        #expect(call.contentType == "Content-Type: application/json")
        #expect(
            call.json == [
                "sms_text": "a \"b\"\r\nč", "numbers": ["+61491570156"], "delay": 30, "from": "Clinic 1", "mine": "7",
            ] as NSDictionary)
        #expect(call.body.contains("\"delay\":30"))
    }

    @Test("A sender that is a number goes out without its plus; a default sender fills in where none is given")
    func senders() throws {
        let base = [("sms_text", "x"), ("numbers", "61491570156")]
        #expect(
            (try written("send-sms", base + [("from", "+61491570006")]).json as? [String: Any])?["from"] as? String
                == "61491570006")
        #expect(
            (try written("send-sms", base, sender: "Clinic").json as? [String: Any])?["from"] as? String == "Clinic")
        #expect((try written("send-sms", base).json as? [String: Any])?["from"] == nil)
        #expect(throws: RequestFault.self) {
            try written("send-sms-nz", [("sms_text", "x"), ("numbers", "6421234567")], sender: "Clinic")
        }
    }

    @Test("Doubles of a number are dropped within a message, whatever their form, and not between messages")
    func doubles() throws {
        let call = try written(
            "send-sms",
            [("sms_text", "x"), ("numbers", "61491570156"), ("numbers", "+61 491 570 156"), ("numbers", "61491570157")])
        #expect((call.json as? [String: Any])?["numbers"] as? [String] == ["+61491570156", "+61491570157"])
        let bulk = try written(
            "bulk-send-sms",
            [
                ("message{", ""), ("sms_text", "1"), ("numbers", "61491570156"), ("numbers", "61491570156"), ("}", ""),
                ("message{", ""), ("sms_text", "2"), ("numbers", "61491570156"), ("}", ""),
                ("message{", ""), ("sms_text", "3"), ("numbers", "61491570156"), ("numbers", "61491570157"), ("}", ""),
            ])
        let numbers = (bulk.json as? [[String: Any]])?.map { $0["numbers"] as? NSObject }
        #expect(
            numbers == [
                ["+61491570156"] as NSArray, "+61491570156" as NSString, ["+61491570156", "+61491570157"] as NSArray,
            ])
    }

    @Test("send-sms-template: recipients are objects with what is filled in; a double falls away with all of it")
    func templates() throws {
        let call = try written(
            "send-sms-template",
            [
                ("template_id", "9b1d"), ("numbers{", ""), ("number", "61491570156"), ("fname", "Ann"), ("}", ""),
                ("numbers{", ""), ("fname", "Bob"), ("number", "61491570157"), ("}", ""),
                ("numbers{", ""), ("number", "61491570156"), ("fname", "Again"), ("}", ""),
            ])
        #expect(
            call.json == [
                "template_id": "9b1d",
                "numbers": [
                    ["number": "+61491570156", "fname": "Ann"], ["fname": "Bob", "number": "+61491570157"],
                ],
            ] as NSDictionary)
    }

    @Test(
        "Namesakes become one array at the place of the first, in their order, however many members there are",
        .timeLimit(.minutes(1)))
    func namesakes() throws {
        var parameters: [(String, String)] = []
        var expected: [String: [String]] = [:]
        for number in 0..<90_000 {
            let name = "custom_\(number % 60_000)"
            // Case and separators make no other name; the first spelling goes out.
            let others = ["CUSTOM-\(number % 60_000)", "Custom\(number % 60_000)"]
            let spelling = number < 60_000 ? name : others[number % 2]
            parameters.append((spelling, "\(number)"))
            expected[name, default: []].append("\(number)")
        }
        let call = try written("v9/anything", parameters)
        #expect(call.json == expected.mapValues { $0.count > 1 ? $0 as Any : $0[0] } as NSDictionary)
    }

    @Test("GET calls put their parameters into the query, encoded; account has none")
    func queries() throws {
        let call = try written(
            "get-responses", [("page", "3"), ("type", "sms"), ("x y".replacingOccurrences(of: " ", with: "_"), "ä&=")])
        #expect(call.method == .get && call.query == "page=3&type=sms&x_y=%C3%A4%26%3D" && call.bytes.isEmpty)
        #expect(call.contentType == nil)
        #expect(
            try written("get-optout", [("DateStart", "2024-01-01 00:00:00")]).query
                == "DATESTART=2024-01-01+00%3A00%3A00")
        #expect(try written("account", []).query.isEmpty)
    }

    @Test("Nothing marks all replies as read unasked: inbound-read needs one of three, and `all` does not go out")
    func marking() throws {
        #expect(Request("inbound-read").fault?.reason == .eitherMissing)
        #expect(try Request("inbound-read", [("message_id", "")]).fault?.reason == .eitherMissing)
        #expect(try Request("inbound-read", [("all", "no")]).fault?.reason == .notYes)
        #expect(try Request("inbound-read", [("all", "yes"), ("message_id", "1")]).fault?.reason == .both)
        #expect(try written("inbound-read", [("all", "yes")]).body == "{}")
        #expect(try written("inbound-read", [("message_id", "1")]).body == #"{"message_id":"1"}"#)
        #expect(Request("inbound-read-bulk").fault?.reason == .missing)
        #expect(try written("inbound-read-bulk", [("message_id", "1")]).body == #"{"message_id":["1"]}"#)
    }

    @Test("What is missing, too much, too long or of a wrong form is found before anything is sent")
    func faults() throws {
        let base = [("sms_text", "x"), ("numbers", "61491570156")]
        func reason(_ action: String, _ parameters: [(String, String)]) throws -> RequestFault.Reason? {
            try Request(action, parameters).fault?.reason
        }
        #expect(try reason("send-sms", [("sms_text", "x")]) == .missing)
        #expect(try reason("send-sms", [("numbers", "1")]) == .missing)
        let many = [("sms_text", "x")] + (0..<1001).map { ("numbers", "6149157\(1000 + $0)") }
        #expect(try reason("send-sms", many) == .tooMany)
        #expect(try reason("send-sms", Array(many.dropLast())) == nil)
        for (value, wanted) in [
            ("0", RequestFault.Reason.outOfRange), ("1441", .outOfRange), ("1.5", .outOfRange), ("01", .outOfRange),
            ("-1", .outOfRange),
        ] {
            #expect(try reason("send-sms", base + [("delay", value)]) == wanted, "\(value)")
        }
        for value in ["1", "1440"] { #expect(try reason("send-sms", base + [("delay", value)]) == nil) }
        for value in ["Clinic & Co", "twelve chars", "12345678901234567", "Zoë", "a_b", "+Clinic", "+"] {
            #expect(try reason("send-sms", base + [("from", value)]) == .notSender, "\(value)")
        }
        for value in ["1234567890123456", "elevenchars", "A-b 1", "+61491570006"] {
            #expect(try reason("send-sms", base + [("from", value)]) == nil, "\(value)")
        }
        for value in ["123", "12345", "12a4", "+123"] {
            #expect(try reason("send-sms-nz", base + [("from", value)]) == .notShortCode)
        }
        #expect(try reason("send-sms-nz", base) == .missing)
        #expect(try reason("send-sms", base + [("schedule_time", "2024-01-01T10:00:00Z")]) == .notTime)
        #expect(try reason("send-sms", base + [("from", "a"), ("from", "b")]) == .tooMany)
        #expect(try reason("bulk-send-sms", []) == .missing)
        #expect(try reason("bulk-send-sms", [("sms_text", "x"), ("message{", ""), ("}", "")]) != nil)
        #expect(try reason("bulk-send-sms", [("message{", ""), ("sms_text", "x"), ("}", "")]) == .missing)
        #expect(try reason("get-sms", []) == .missing)
        #expect(try reason("get-responses", [("page", "0")]) == .outOfRange)
        #expect(try Request("send-sms-nz", base + [("from", "1234")]).fault == nil)
        #expect(throws: RequestFault.self) { _ = try Request("send-sms-nz", base + [("from", "1234")]).call() }
        #expect(throws: RequestFault.self) {
            _ = try Request("send-sms", [("sms_text", "x"), ("numbers", "1234567")]).call()
        }
    }

    @Test("The fault of one of many says which one it is")
    func ordinals() throws {
        let request = try Request("send-sms", [("sms_text", "x"), ("numbers", "61491570156"), ("numbers", "1234567")])
        do {
            _ = try request.call()
            Issue.record("a number of seven digits is refused")
        } catch let fault as RequestFault {
            #expect(fault.reason == .notRecipient && fault.ordinal == 2)
        }
    }

    @Test("A call that the table does not have goes out as it is: POST with JSON, GET if it reads or is told to")
    func others() throws {
        let call = try written(
            "v9/thing/do-it", [("a", "1"), ("b", "x"), ("b", "y"), ("c{", ""), ("d", "2"), ("}", "")])
        #expect(call.method == .post && call.path == "v9/thing/do-it")
        #expect(call.json == ["a": "1", "b": ["x", "y"], "c": ["d": "2"]] as NSDictionary)
        #expect(try written("get-lists", [("page", "2")]).query == "page=2")
        #expect(try written("v1/reseller/getClients", []).method == .get)
        #expect(try written("GET v9/reports", [("a", "b")]).query == "a=b")
        #expect(try written("POST get-lists", [("a", "b")]).body == #"{"a":"b"}"#)
        #expect(try written("empty-call", []).body == "{}")
        #expect(throws: RequestFault.self) { try written("get-lists", [("a{", ""), ("b", "c"), ("}", "")]) }
    }

    @Test("The newer platform's calls are found by their paths, with `api/` in front or not; a segment may be an id")
    func newerPlatform() throws {
        let call = try written(
            "v1/gateway", [("message", "x"), ("contacts", "61491570156"), ("delay", "86400000"), ("countryCode", "61")])
        #expect(call.path == "v1/gateway")
        #expect(
            call.json == ["message": "x", "contacts": ["+61491570156"], "delay": 86_400_000, "countryCode": 61]
                as NSDictionary)
        #expect(
            try written("api/v1/gateway", [("message", "x"), ("contacts", "61491570156")]).path == "api/v1/gateway")
        let report = try written("v2/report/message/65f0a1b2c3d4e5f60718293a", [])
        #expect(report.method == .get && report.path == "v2/report/message/65f0a1b2c3d4e5f60718293a")
        #expect(try written("v2/report/message", [("page", "2"), ("limit", "50")]).query == "page=2&limit=50")
    }

    @Test(
        "Names that could lead elsewhere are no names",
        arguments: [
            "", "/", "a//b", "../account", "a/../b", "a/.", "a?b", "a#b", "a b", "get x", "GET ", "GET  x", "a/", "/a",
            "ä", "a%2e",
            "DELETE x",
        ])
    func names(_ name: String) {
        #expect(Request(name).fault?.reason == .badName)
    }

    @Test("An SMS goes to send-sms, or to v1/gateway with a bearer token, and never carries the credential")
    func sms() throws {
        for (mode, path, json) in [
            (
                Credentials.Mode.both, "send-sms",
                ["sms_text": "hi", "numbers": ["+61491570156"], "from": "Clinic"] as NSDictionary
            ),
            (
                .bearer, "v1/gateway",
                ["message": "hi", "contacts": ["+61491570156"], "sender": "Clinic"] as NSDictionary
            ),
        ] {
            var credentials = Array("SECRETKEY".utf8).withUnsafeBufferPointer { Credentials(.cellcast, key: $0) }
            credentials.set(mode: mode)
            var call = Call()
            let texts = ["61491570156", "Clinic", "hi"].map { Array($0.utf8) }
            texts[0].withUnsafeBufferPointer { to in
                texts[1].withUnsafeBufferPointer { from in
                    texts[2].withUnsafeBufferPointer { text in
                        let isWritten = call.write(
                            SMS(to: to, from: from, text: text), credentials, transport: .form)
                        #expect(isWritten)
                    }
                }
            }
            let written = WrittenCall(call)
            #expect(written.path == path && written.json == json)
            #expect(!(written.path + written.query + written.body).contains("SECRETKEY"))
        }
    }

    @Test("A call that waits and is written again is the same")
    func packing() throws {
        let request = try Request(
            "send-sms", [("sms_text", "x"), ("numbers", "61491570156"), ("numbers", "61491570157")])
        let answer = #"{"meta":{"status":"SUCCESS"},"data":{"messages":[{"message_id":"1","to":"61491570156"}]}}"#
        let call = try request.call()
        var packed = ByteBuffer()
        call.pack(into: &packed)
        let credentials = Array("KEY".utf8).withUnsafeBufferPointer { Credentials(.cellcast, key: $0) }
        var again = Call()
        let isWritten = again.write(packed: packed.bytes, credentials, transport: .form)
        #expect(isWritten)
        #expect(WrittenCall(again).body == WrittenCall(call).body && WrittenCall(again).path == "send-sms")
        let reading = try CellcastReading(answer, to: again)
        #expect(reading.outcomes == [.accepted, .rejected])
    }

    /// Bytes as a text with a character each.
    private func latin(_ bytes: [UInt8]) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    @Test(
        "send-mms is a form: the picture with its type, the numbers as text of an array, a border that is in no part"
    )
    func pictures() throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 1, 2, 255]
        func request(_ picture: [UInt8], _ more: [(String, String)] = []) throws -> Request {
            let request = try Request(
                "send-mms", [("mms_text", "Look"), ("numbers", "61491570156"), ("numbers", "61491570157")] + more)
            let name = Array("mms_file".utf8)
            try name.withUnsafeBufferPointer { name in
                try picture.withUnsafeBufferPointer { try request.setFile(name, $0) }
            }
            return request
        }
        let call = WrittenCall(try request(png, [("subject", "libsky-5ca1ab1e0ddba11c")]).call())
        let type = try #require(call.contentType)
        let boundary = try #require(type.components(separatedBy: "boundary=").last?.trimmingCharacters(in: ["\0"]))
        #expect(boundary != "libsky-5ca1ab1e0ddba11c")
        let parts = latin(call.bytes).components(separatedBy: "--" + boundary)
        #expect(parts.count == 6 && parts[0].isEmpty && parts[5] == "--\r\n")
        #expect(
            parts[2]
                == "\r\nContent-Disposition: form-data; name=\"numbers\"\r\n\r\n[\"+61491570156\",\"+61491570157\"]\r\n"
        )
        #expect(
            parts[4].hasPrefix(
                "\r\nContent-Disposition: form-data; name=\"mms_file\"; filename=\"picture.png\"\r\nContent-Type: image/png\r\n\r\n"
            ))
        #expect(parts[4].hasSuffix(latin(png) + "\r\n"))
        #expect(try request([1, 2, 3]).fault?.reason == .notImage)
        #expect(try request(png + [UInt8](repeating: 0, count: 389_109)).fault?.reason == .tooManyBytes)
        #expect(try request(png + [UInt8](repeating: 0, count: 389_108)).fault == nil)
        #expect(try request(png, [("subject", String(repeating: "ä", count: 41))]).fault?.reason == .tooLong)
        #expect(try request(png, [("subject", String(repeating: "ä", count: 40))]).fault == nil)
        #expect(
            try Request("send-mms", [("mms_text", "x"), ("numbers", "1"), ("mms_file", "a.png")]).fault?.reason
                == .notFile)
        #expect(try Request("send-mms", [("mms_text", "x"), ("numbers", "1")]).fault?.reason == .missing)
        let elsewhere = try Request("send-sms", [("sms_text", "x"), ("numbers", "1")])
        try Array("f".utf8).withUnsafeBufferPointer { name in
            try png.withUnsafeBufferPointer { try elsewhere.setFile(name, $0) }
        }
        #expect(elsewhere.fault?.reason == .fileHere)
    }

    @Test("Credentials travel in the headers of their mode; the pair is Base64 of key, colon and secret")
    func credentials() {
        func lines(_ mode: Credentials.Mode, _ secret: String) -> [String] {
            var credentials = Array("CELLCAST1".utf8).withUnsafeBufferPointer { Credentials(.cellcast, key: $0) }
            credentials.set(mode: mode)
            Array(secret.utf8).withUnsafeBufferPointer { credentials.set(secret: $0) }
            return credentials.headerLines.map { String(decoding: $0.dropLast(), as: Unicode.UTF8.self) }
        }
        for secret in ["", "s", "se", "sec", "söcret"] {
            let pair = Data("CELLCAST1:\(secret)".utf8).base64EncodedString()
            #expect(
                lines(.both, secret) == [
                    "Accept: application/json", "APPKEY: CELLCAST1", "Authorization: Basic \(pair)",
                ])
            #expect(lines(.basic, secret) == ["Accept: application/json", "Authorization: Basic \(pair)"])
        }
        #expect(lines(.appKey, "s") == ["Accept: application/json", "APPKEY: CELLCAST1"])
        #expect(lines(.bearer, "s") == ["Accept: application/json", "Authorization: Bearer CELLCAST1"])
        let skycore = Array("K".utf8).withUnsafeBufferPointer { Credentials(.skycore, key: $0) }
        #expect(skycore.headerLines.isEmpty)
    }
}
