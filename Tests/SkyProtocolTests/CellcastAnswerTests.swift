import Foundation
import Testing

@testable import SkyDocument
@testable import SkyProtocol

@Suite("Cellcast: answers")
struct CellcastAnswerTests {
    private func send(_ numbers: String...) throws -> Call {
        try Request("send-sms", [("sms_text", "x")] + numbers.map { ("numbers", $0) }).call()
    }

    private func messages(_ entries: String, _ more: String = "") -> String {
        #"{"meta":{"code":200,"status":"SUCCESS"},"msg":"Queued","data":{"messages":[\#(entries)]\#(more)}}"#
    }

    @Test(
        "An answer is a success if HTTP is 2xx, a mark of success is there and none of failure",
        arguments: [
            (#"{"error":{"code":"SUCCESS"}}"#, 200, Outcome.accepted),
            (#"{"error":{"code":"success"}}"#, 200, .accepted),
            (#"{"meta":{"status":"SUCCESS"}}"#, 200, .accepted), (#"{"meta":{"status":"SUCCESS"}}"#, 0, .accepted),
            (#"{"meta":{"status":"SUCCESS","code":"200"}}"#, 299, .accepted), (#"{"status":true}"#, 200, .accepted),
            (#"{"status":true,"error":{}}"#, 200, .accepted), (#"{"status":true,"error":[]}"#, 200, .accepted),
            (#"{"status":true,"error":null}"#, 200, .accepted), (#"{"status":true,"error":""}"#, 200, .accepted),
            (#"{"meta":{"status":"SUCCESS"}}"#, 400, .rejected), (#"{"meta":{"status":"SUCCESS"}}"#, 302, .unknown),
            (#"{"meta":{"status":"SUCCESS"}}"#, 500, .unknown), (#"{"meta":{"status":"FIELD_EMPTY"}}"#, 503, .unknown),
            (#"{"meta":{"status":"SUCCESS","code":400}}"#, 200, .rejected),
            (#"{"meta":{"status":"SUCCESS","code":"500"}}"#, 200, .unknown),
            (#"{"meta":{"status":"SUCCESS"},"error":{"code":"FIELD_EMPTY"}}"#, 200, .rejected),
            (#"{"error":{"code":"SUCCESS"},"meta":{"status":"NO"}}"#, 200, .rejected),
            (#"{"status":false}"#, 200, .rejected), (#"{"status":false}"#, 203, .rejected),
            (#"{"code":401,"message":"x"}"#, 401, .rejected), (#"{"code":"401"}"#, 200, .rejected),
            (#"{"code":500}"#, 200, .unknown), (#"{"status":true,"code":400}"#, 200, .rejected),
            (#"{"meta":{"status":"SOMETHING_NEW"}}"#, 400, .rejected),
            (#"{"error":{"code":12}}"#, 400, .rejected),
            ("\u{FEFF}" + #"{"status":true}"#, 200, .accepted),
            (#"{"meta":{"status":"SUCCESS","code":200.0}}"#, 200, .accepted),
            (#"{"meta":{"status":"SUCCESS","code":null}}"#, 200, .accepted),
            (#"{"meta":{"status":"SUCCESS","code":[]}}"#, 200, .accepted),
            (#"{"meta":{"status":"SUCCESS","code":400.0}}"#, 200, .rejected),
            (#"{"status":true,"code":"ANY_WORD"}"#, 200, .accepted),
        ])
    func marks(_ text: String, _ status: Int, _ outcome: Outcome) throws {
        #expect(try CellcastReading(text, status).outcome == outcome)
    }

    @Test(
        "What stands in the place of an HTTP status and is none is not believed to be a success",
        arguments: [
            "4e2", "-200", "99999999999999999999", "1000000000", #"" 400""#, "[400]", #"{"a":1}"#, "true", #""4OO""#,
            "400.5",
        ])
    func unreadableStatus(_ code: String) throws {
        #expect(try CellcastReading(#"{"meta":{"status":"SUCCESS","code":\#(code)}}"#, 200).outcome == .unknown)
        #expect(try CellcastReading(#"{"meta":{"status":"NO","code":\#(code)}}"#, 200).outcome == .rejected)
        guard code.first?.isNumber ?? false || code.hasPrefix("-") else { return }
        #expect(try CellcastReading(#"{"status":true,"code":\#(code)}"#, 200).outcome == .unknown)
    }

    @Test(
        "Either sign alone means throttled: HTTP 429 with any body of JSON, or OVER_LIMIT with any status",
        arguments: [
            (#"{"meta":{"status":"OVER_LIMIT"}}"#, 200), (#"{"meta":{"status":"over_limit"}}"#, 400),
            (#"{"error":{"code":"OVER_LIMIT"}}"#, 500), (#"{"error":{"code":"OVER_LIMIT"}}"#, 0), (#"{}"#, 429),
            (#"{"status":true}"#, 429), (#"{"meta":{"code":429,"status":"SUCCESS"}}"#, 200), (#"{"code":429}"#, 200),
            (#"{"status":true,"error":{"code":"OVER_LIMIT"}}"#, 200),
        ])
    func throttled(_ text: String, _ status: Int) throws {
        #expect(try CellcastReading(text, status).outcome == .throttled)
    }

    @Test("429 says enough without a document, and is safe to repeat", arguments: ["", "<html>", "[]", "[1]", "{"])
    func throttledWithoutDocument(_ text: String) throws {
        let reading = try CellcastReading(text, 429)
        #expect(reading.outcome == .throttled && reading.outcomes == [.throttled])
        #expect(reading.whole("ERRORCODE") == "429" && Provider.cellcast.isDropped(throttledWith: nil))
    }

    @Test(
        "A mark that is given twice with different values is not believed",
        arguments: [
            #"{"meta":{"status":"FAILED","status":"SUCCESS"}}"#, #"{"meta":{"status":"SUCCESS","status":"FAILED"}}"#,
            #"{"status":true,"status":false}"#, #"{"error":{"code":"SUCCESS","code":"X"}}"#,
            #"{"meta":{"code":200,"code":400,"status":"SUCCESS"}}"#,
            #"{"meta":{"status":"SUCCESS"},"meta":{"status":"FAILED"}}"#,
        ])
    func contradictions(_ text: String) throws {
        #expect(try CellcastReading(text).outcome == .unknown)
        #expect(try CellcastReading(#"{"meta":{"status":"SUCCESS","status":"SUCCESS"}}"#).outcome == .accepted)
    }

    @Test(
        "What has no mark, or is no object, is no answer of this provider's",
        arguments: [
            "{}", "[]", "[1]", "1", "null", #""x""#, #"{"data":{"messages":[]}}"#, #"{"status":"true"}"#,
            #"{"status":1}"#,
            #"{"code":200}"#, #"[{"a":1}]"#, #"{"error":"x"}"#, #"{"error":{"x":"y"}}"#, #"{"meta":{}}"#,
        ])
    func strangers(_ text: String) {
        #expect(throws: ProtocolError.unknownRoot) { try CellcastReading(text) }
    }

    @Test("Pages of servers in between and empty bodies are no documents", arguments: ["", " ", "<html></html>", "OK"])
    func noDocuments(_ text: String) {
        #expect(throws: ProtocolError.self) { try CellcastReading(text, 200) }
    }

    @Test("The code is the first of failure: error.code, meta.status, HTTP; the text the first that is not empty")
    func codes() throws {
        for (text, status, code, words) in [
            (#"{"error":{"code":"A","description":"d"},"meta":{"status":"B"},"msg":"m"}"#, 400, "A", "d"),
            (#"{"error":{"code":"SUCCESS","description":""},"meta":{"status":"B"},"msg":"m"}"#, 400, "B", "m"),
            (#"{"status":false,"msg":"","message":"n"}"#, 422, "422", "n"),
            (#"{"status":false,"error":{"sender":"s"}}"#, 200, nil, "s"),
            (#"{"status":false,"error":"e"}"#, 200, nil, "e"), (#"{"code":404}"#, 200, "404", nil),
            (#"{"meta":{"code":402,"status":"SUCCESS"}}"#, 200, "402", nil),
            (#"{"meta":{"status":"SUCCESS"},"msg":"Queued"}"#, 200, "SUCCESS", "Queued"),
        ] as [(String, Int, String?, String?)] {
            let reading = try CellcastReading(text, status)
            #expect(reading.whole("ERRORCODE") == code, "\(text)")
            #expect(reading.whole("ERRORINFO") == words, "\(text)")
        }
    }

    @Test("Of a send there is an entry for each recipient: one that the answer does not name was not accepted")
    func partial() throws {
        let call = try send("61491570156", "61491570157", "61491570158")
        let reading = try CellcastReading(
            messages(#"{"message_id":"a","to":"61491570158"},{"message_id":7,"to":"+61 491 570 156"}"#), to: call)
        #expect(reading.outcome == .partial && reading.outcomes == [.accepted, .accepted, .rejected])
        #expect(reading.entry(2, "TO") == "+61491570157" && reading.entry(1, "message_id") == "7")
        let local = try CellcastReading(
            messages(
                #"{"message_id":"a","to":"0491570156"},{"message_id":"b","to":"491570157"},{"message_id":"c","to":"0061491570158"}"#
            ), to: call)
        #expect(local.outcome == .accepted && local.outcomes.count == 3)
    }

    @Test("An entry without an id is no accepted message; absent, null and empty are none")
    func withoutId() throws {
        let call = try send("61491570156", "61491570157", "61491570158", "61491570159")
        let reading = try CellcastReading(
            messages(
                #"{"message_id":"","to":"61491570156"},{"message_id":null,"to":"61491570157"},{"to":"61491570158"},{"message_id":"1","to":"61491570159"}"#
            ), to: call)
        #expect(reading.outcomes == [.rejected, .rejected, .rejected, .accepted] && reading.outcome == .partial)
    }

    @Test("A number that is missing may be meant by an entry that nobody was asked for: then nobody knows")
    func unmatched() throws {
        let call = try send("61491570156", "61491570157")
        let reading = try CellcastReading(
            messages(#"{"message_id":"a","to":"61491570156"},{"message_id":"b","to":"614915xxxxx"}"#), to: call)
        #expect(reading.outcomes == [.accepted, .accepted, .unknown] && reading.outcome == .partial)
    }

    @Test(
        "A recipient that the answer does not name is unknown, not refused, if the answer took more than it names",
        arguments: [
            (
                #"[{"message_id":"a","to":"61491570156"}],"total_numbers":2,"success_number":2"#,
                [Outcome.accepted, .unknown]
            ),
            (
                #"[{"message_id":"a","to":"61491570156"},{"message_id":"b","to":"61491570156"}]"#,
                [.accepted, .accepted, .unknown]
            ),
            (#"{"0":{"message_id":"a","to":"61491570156"},"2":{"message_id":"b"}}"#, [.unknown, .unknown]),
        ])
    func tookMoreThanNamed(_ list: String, _ outcomes: [Outcome]) throws {
        let call = try send("61491570156", "61491570157")
        let text = #"{"meta":{"code":200,"status":"SUCCESS"},"data":{"messages":\#(list)}}"#
        #expect(try CellcastReading(text, to: call).outcomes == outcomes)
    }

    @Test(
        "What names a message that was accepted is never throttled, for that is sent again",
        arguments: [
            (#"{"meta":{"status":"SUCCESS"},"data":{"messages":[{"message_id":"a","to":"61491570156"}]}}"#, 429),
            (#"{"meta":{"code":429,"status":"OVER_LIMIT"},"data":{"messages":[{"message_id":"a"}]}}"#, 429),
            (#"{"error":{"code":"OVER_LIMIT"},"message_id":7}"#, 200),
            (#"{"code":429,"data":{"queueResponse":[{"MessageId":"a"}]}}"#, 200),
        ])
    func neverThrottled(_ text: String, _ status: Int) throws {
        let call = try send("61491570156", "61491570157")
        #expect(try CellcastReading(text, status, to: call).outcome == .unknown)
    }

    @Test("Of a group, a recipient about whom entries contradict each other is unknown, in whatever order they come")
    func contradictingEntries() throws {
        let call = try send("61491570156", "61491570157", "61491570158")
        let entries = ["a", "b", "c"].enumerated().map { #"{"message_id":"\#($1)","to":"6149157015\#(6 + $0)"}"# }
        let refusal = #"{"to":"61491570158"}"#
        for list in [[entries[2], entries[0], refusal, entries[1]], [refusal] + entries] {
            let list = list.joined(separator: ",")
            let outcomes = try Self.parts(messages(list), of: call).map(\.outcome)
            #expect(outcomes == [.accepted, .accepted, .unknown])
        }
    }

    @Test("The parts of a group's answer together repeat no more than 8 MiB of the whole, and keep code and entry")
    func longWhole() throws {
        let call = try send("61491570156", "61491570157")
        let words = String(repeating: "A", count: 5 << 20)
        let text = """
            {"meta":{"status":"SUCCESS"},"msg":"\(words)","data":{"messages":[
            {"message_id":"a","to":"61491570156"},{"message_id":"b","to":"61491570157"}]}}
            """
        for part in try Self.parts(text, of: call) {
            #expect(part.outcome == .accepted && part.bytes < 64 << 10 && part.code == "SUCCESS" && part.id != nil)
        }
    }

    private struct Part {
        var outcome: Outcome
        var bytes: Int
        var code: String?
        var id: String?
    }

    /// What the answer to a group says of each recipient.
    private static func parts(_ text: String, of call: borrowing Call) throws -> [Part] {
        var parts: [Part] = []
        try Array(text.utf8).withUnsafeBufferPointer { bytes in
            let whole = try Provider.cellcast.readAnswer(bytes, httpStatus: 200, of: call)
            guard let view = whole.view else { throw ProtocolError.outOfMemory }
            let group = GroupAnswer(view)
            for index in 0..<call.recipients.count {
                let outcome = group.outcome(index, of: call)
                guard let block = group.part(index, of: call, outcome) else { throw ProtocolError.outOfMemory }
                let records = try Records(block)
                parts.append(
                    Part(
                        outcome: outcome, bytes: Int(records.header.size), code: records.whole?.plain["ERRORCODE"],
                        id: records.entries.first?.plain["message_id"]))
            }
        }
        return parts
    }

    @Test("SUCCESS with an empty list of messages is a refusal; without any list nobody knows, unless an id is there")
    func nothingTaken() throws {
        let call = try send("61491570156")
        #expect(try CellcastReading(messages(""), to: call).outcome == .rejected)
        let bare = #"{"meta":{"status":"SUCCESS"},"msg":"Queued","data":[]}"#
        #expect(try CellcastReading(bare, to: call).outcome == .unknown)
        let seed = #"{"message_id":77120453,"recipients":1,"error":{"code":"SUCCESS"}}"#
        #expect(try CellcastReading(seed, to: call).outcome == .accepted)
        let two = try send("61491570156", "61491570157")
        let short = try CellcastReading(seed, to: two)
        #expect(short.outcome == .partial && short.outcomes == [.unknown, .unknown])
        #expect(
            try CellcastReading(#"{"message_id":1,"recipients":"0","error":{"code":"SUCCESS"}}"#, to: two).outcome
                == .rejected)
    }

    @Test("Without knowing what was asked, the totals tell that some were not taken")
    func totals() throws {
        let entry = #"{"message_id":"a","to":"61491570156"}"#
        #expect(try CellcastReading(messages(entry, #","total_numbers":2,"success_number":"1""#)).outcome == .partial)
        #expect(try CellcastReading(messages(entry, #","total_numbers":"1","success_number":1"#)).outcome == .accepted)
    }

    @Test("The newer platform: numbers that are invalid or opted out are refused entries, whatever form they have")
    func newerPlatform() throws {
        let call = try Request(
            "v1/gateway", [("message", "x")] + ["61491570156", "61491570157", "61491570158"].map { ("contacts", $0) }
        ).call()
        let text =
            #"{"status":true,"data":{"queueResponse":[{"Contact":"491570156","MessageId":"m","Number":"+61491570156"}],"#
            + #""invalidContacts":["491570157"],"unsubscribeContacts":[{"Number":"+61491570158"}]},"error":{}}"#
        let reading = try CellcastReading(text, to: call)
        #expect(reading.outcome == .partial && reading.outcomes == [.accepted, .rejected, .rejected])
        let none = #"{"status":true,"data":{"queueResponse":[],"invalidContacts":["491570156"]}}"#
        #expect(try CellcastReading(none).outcome == .rejected)
    }

    @Test("A refusal of many numbers is an entry for each; of one it is the whole")
    func refusals() throws {
        let text = #"{"meta":{"code":400,"status":"FIELD_INVALID"},"msg":"no","data":[]}"#
        let many = try CellcastReading(text, 400, to: try send("61491570156", "61491570157"))
        #expect(many.outcomes == [.rejected, .rejected] && many.entry(1, "TO") == "+61491570157")
        #expect(many.entry(1, "ERRORCODE") == "FIELD_INVALID")
        let one = try CellcastReading(text, 400, to: try send("61491570156"))
        #expect(one.outcomes == [.rejected] && one.entry(0, "ERRORINFO") == "no")
    }

    @Test("Many messages: each envelope is judged by itself; messages without one, and with a broken one, are unknown")
    func bulk() throws {
        let call = try Request(
            "bulk-send-sms",
            ["61491570156", "61491570157", "61491570158"].flatMap {
                [("message{", ""), ("sms_text", "x"), ("numbers", $0), ("}", "")]
            }
        ).call()
        func envelope(_ number: String) -> String { messages(#"{"message_id":"i","to":"\#(number)"}"#) }
        let refused = #"{"meta":{"code":400,"status":"RECIPIENTS_ERROR"},"msg":"no","data":[]}"#
        let good = [envelope("61491570156"), envelope("61491570157"), envelope("61491570158")]
        let all = try CellcastReading("[\(good.joined(separator: ","))]", to: call)
        #expect(all.outcome == .accepted && all.outcomes == [.accepted, .accepted, .accepted])
        let mixed = try CellcastReading("[\(good[0]),\(refused),7]", to: call)
        #expect(mixed.outcome == .partial && mixed.outcomes == [.accepted, .rejected, .unknown])
        #expect(mixed.entry(1, "TO") == "+61491570157" && mixed.whole("ERRORCODE") == "RECIPIENTS_ERROR")
        let short = try CellcastReading("[\(good[0])]", to: call)
        #expect(short.outcomes == [.accepted, .unknown, .unknown] && short.outcome == .partial)
        let none = try CellcastReading("[\(refused),\(refused),\(refused)]", 400, to: call)
        #expect(none.outcome == .rejected && none.outcomes == [.rejected, .rejected, .rejected])
        // No document says what the HTTP status of a mixed answer is: it takes no success back for sure.
        let doubtful = try CellcastReading("[\(good[0]),\(refused),\(refused)]", 400, to: call)
        #expect(doubtful.outcomes == [.unknown, .rejected, .rejected] && doubtful.outcome == .unknown)
        let single = try CellcastReading(#"{"meta":{"code":401,"status":"AUTH_FAILED"},"data":[]}"#, 401, to: call)
        #expect(single.outcomes == [.rejected, .rejected, .rejected])
    }

    @Test("Lists that are empty in any of their forms have no entries and no next page")
    func emptyLists() throws {
        for data in [
            #"{"page":{"count":"0","number":0},"total":0,"responses":""}"#, #"{"responses":[]}"#,
            #"{"responses":null}"#,
            "{}", "[]", "null",
        ] {
            let call = try Request("get-responses").call()
            let reading = try CellcastReading(#"{"meta":{"status":"SUCCESS"},"data":\#(data)}"#, to: call)
            #expect(reading.outcome == .accepted && reading.records.entries.isEmpty, "\(data)")
        }
        let notFound = #"{"meta":{"code":400,"status":"NOT_FOUND"},"msg":"No Response are available!","data":[]}"#
        let list = try CellcastReading(notFound, 400, to: try Request("get-responses").call())
        #expect(list.outcome == .accepted && list.records.entries.isEmpty && list.whole("ERRORCODE") == "NOT_FOUND")
        let one = try CellcastReading(notFound, 400, to: try Request("get-sms", [("message_id", "1")]).call())
        #expect(one.outcome == .rejected)
    }

    @Test(
        "The next page is asked for exactly if there is one: not behind the last, an empty or another page than asked"
    )
    func nextPages() throws {
        func next(_ data: String, asked: String? = nil, call name: String = "get-responses") throws -> String? {
            let parameters = [("type", "sms")] + (asked.map { [("page", $0)] } ?? [])
            let call = try Request(name, name.hasPrefix("v") ? Array(parameters.dropFirst()) : parameters).call()
            let text = Array(#"{"meta":{"status":"SUCCESS"},"data":\#(data)}"#.utf8)
            let request = try CellcastReading.view(text, 200, to: call) { try ListPage($0)?.nextRequest() }
            return try request.map { WrittenCall(try $0.call()).query }
        }
        let some = #""responses":[{"body":"x"}]"#
        #expect(try next(#"{"page":{"count":3,"number":1},\#(some)}"#) == "type=sms&page=2")
        #expect(try next(#"{"page":{"count":"3","number":"2"},\#(some)}"#, asked: "2") == "type=sms&page=3")
        #expect(try next(#"{"page":{"count":3,"number":3},\#(some)}"#, asked: "3") == nil)
        #expect(try next(#"{"page":{"count":3,"number":1},\#(some)}"#, asked: "2") == nil, "the server ignores page")
        #expect(try next(#"{"page":{"count":3,"number":1},"responses":[]}"#) == nil)
        #expect(try next(#"{"page":{"count":3},\#(some)}"#) == nil)
        #expect(try next(#"{"page":{"count":-3,"number":1},\#(some)}"#) == nil)
        let newer = #"{"items":[{"a":1}],"total":40,"current":1,"totalPages":2,"nextPage":2}"#
        #expect(try next(newer, call: "v1/apiClient/getResponses") == "page=2")
        let bare = #"{"items":[{"a":1}],"nextPage":2}"#
        #expect(try next(bare, call: "v2/report/message") == "page=2")
        #expect(try next(bare, asked: "2", call: "v2/report/message") == nil, "it would go on for ever")
        let contacts = #"{"items":[{"a":1}],"next":"3","current":2,"prev":1}"#
        #expect(try next(contacts, asked: "2", call: "v2/contact") == "page=3")
        let last = #"{"items":[{"a":1}],"current":2,"totalPages":2,"nextPage":null}"#
        #expect(try next(last, asked: "2", call: "v2/report/message") == nil)
    }

    @Test(
        "A list that was asked for by a method of one's own is asked for by the same again, not by another that changes things"
    )
    func nextPageByTheSameMethod() throws {
        let data = #"{"items":[{"a":1}],"current":1,"totalPages":2}"#
        let text = Array(#"{"status":true,"data":\#(data)}"#.utf8)
        for name in ["GET v1/template", "GET reports", "GET v1/apiClient/getResponses", "getReports"] {
            let call = try Request(name, [("limit", "5")]).call()
            let request = try CellcastReading.view(text, 200, to: call) { try ListPage($0)?.nextRequest() }
            let next = WrittenCall(try #require(request).call())
            #expect(next.method == .get && next.query == "limit=5&page=2" && next.body == "", "\(name)")
            #expect(next.path == WrittenCall(call).path)
        }
    }

    @Test("What an answer about one message says is said of the whole as well; members of data need no path")
    func fields() throws {
        let call = try send("61491570156")
        let text = messages(#"{"message_id":"a","to":"61491570156"}"#, #","credits_used":"1.33""#)
        try CellcastReading.view(Array(text.utf8), 200, to: call) { view in
            let whole = try #require(view.whole)
            func value(_ name: StaticString) -> String? {
                view.value(name, in: whole).map { String(decoding: $0, as: Unicode.UTF8.self) }
            }
            #expect(value("TRACKINGID") == "a" && value("CREDITS-USED") == "1.33" && value("meta/code") == "200")
            #expect(value("nothing") == nil)
        }
        let deep = #"{"meta":{"status":"SUCCESS"},"data":{"a":{"b":[{"c":1},{"c":2}]},"d":null,"e":[],"f":true}}"#
        let reading = try CellcastReading(deep)
        let names = reading.records.whole?.fields.map { "\($0.name)=\($0.value)" }
        #expect(names?.suffix(3) == ["a/b/c=1", "a/b/c=2", "f=true"])
    }
}
