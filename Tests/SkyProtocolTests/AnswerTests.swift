import Testing

@testable import SkyProtocol

@Suite("Answers")
struct AnswerTests {
    @Test("T9: STATUS, ERRORCODE and TRACKINGID decide, in that order")
    func outcomes() throws {
        let cases: [(String, Outcome)] = [
            ("<STATUS>Success</STATUS>", .accepted), ("<STATUS> success </STATUS>", .accepted),
            ("<STATUS>SUCCESS</STATUS><ERRORCODE/>", .accepted), ("<STATUS>Failure</STATUS>", .rejected),
            ("<STATUS>Success</STATUS><ERRORCODE>E110</ERRORCODE>", .rejected),
            ("<ERRORCODE>E110</ERRORCODE>", .rejected), ("<ERRORCODE>E999999999</ERRORCODE>", .rejected),
            ("<TRACKINGID>1</TRACKINGID>", .accepted), ("<STATUS>Pending</STATUS>", .unknown), ("", .unknown),
            ("<STATUS/>", .unknown), ("<ERRORCODE>E113</ERRORCODE>", .throttled),
            ("<ERRORCODE>E106</ERRORCODE>", .throttled),
            ("<ERRORCODE>E120</ERRORCODE>", .throttled), ("<error-code>e113</error-code>", .throttled),
        ]
        for (content, outcome) in cases {
            #expect(
                try Records.answer("<RESPONSE>\(content)</RESPONSE>").header.status == outcome.rawValue, "\(content)")
        }
    }

    @Test("T10: the whole is what all entries are, else partial")
    func entries() throws {
        let good = "<SUBSCRIBER><STATUS>Success</STATUS></SUBSCRIBER>"
        let bad = "<SUBSCRIBER><ERRORCODE>E114</ERRORCODE></SUBSCRIBER>"
        let slow = "<SUBSCRIBER><ERRORCODE>E106</ERRORCODE></SUBSCRIBER>"
        for (content, outcome) in [
            (good + good, Outcome.accepted), (bad + bad, .rejected), (good + bad, .partial), (bad, .rejected),
            (bad + slow, .rejected), (slow + slow, .throttled), (slow + good, .partial),
        ] {
            let records = try Records.answer("<RESPONSE>\(content)</RESPONSE>")
            #expect(records.header.status == outcome.rawValue)
        }
    }

    @Test("A refusal is open with an internal error, or if it is sent again but names a message or says success")
    func openRefusals() throws {
        let track = "<TRACKINGID>1</TRACKINGID>"
        let slow = "<ERRORCODE>E106</ERRORCODE>"
        let internalError = "<ERRORCODE>E503</ERRORCODE>"
        let refused = "<SUBSCRIBER><ERRORCODE>E114</ERRORCODE></SUBSCRIBER>"
        for (content, isOpen) in [
            ("<STATUS>Failure</STATUS>" + slow + track, true), ("<STATUS>Success</STATUS>" + slow, true),
            ("<STATUS>Success</STATUS><SUBSCRIBER>\(slow)</SUBSCRIBER>", true),
            ("<SUBSCRIBER>\(slow)\(track)</SUBSCRIBER>", true), (slow + "<TRACKINGID/>", false), (slow, false),
            (internalError, true), ("<SUBSCRIBER>\(internalError)</SUBSCRIBER>" + refused, true),
            (refused, false), ("<STATUS>Failure</STATUS>" + track, false),
        ] {
            try Array("<RESPONSE>\(content)</RESPONSE>".utf8).withUnsafeBufferPointer {
                let block = try SkycoreAnswer.read($0)
                #expect(block.view?.leavesRefusalOpen == isOpen, "\(content)")
            }
        }
    }

    @Test("The seconds that a throttling answer names come out in milliseconds, bounded by a day")
    func waits() throws {
        for (words, wait) in [
            ("every 5 seconds", 5000), ("every X seconds", 0), ("99999999999999999999 seconds", 86_400_000), ("", 0),
            ("account 1234: one call every 30 sec.", 30_000), ("wait 7s", 7000), ("limit of 10 calls reached", 0),
            ("after 3 steps", 0), ("5", 0), ("every 1.5 seconds", 1500), ("0.25s", 250), ("-5 seconds", 0),
            ("in 5. sec", 0),
        ] as [(String, UInt32)] {
            let text = "<RESPONSE><ERRORCODE>E106</ERRORCODE><ERRORINFO>\(words)</ERRORINFO></RESPONSE>"
            #expect(try Records.answer(text).header.retryAfterMilliseconds == wait)
        }
    }

    @Test("T3: a document that is no RESPONSE is none of ours")
    func roots() {
        for text in ["<html/>", "<POSTBACK/>", "<RESPONSES/>"] {
            #expect(throws: ProtocolError.unknownRoot) { try Records.answer(text) }
        }
    }

    @Test("Both code spaces are complete, and an equal spelling means different things in them")
    func codes() {
        func code(_ text: String) -> ProviderCode { Array(text.utf8).withUnsafeBufferPointer { ProviderCode($0) } }
        #expect(AnswerCode.skycore(code("E113"))?.retry == .safe)
        #expect(AnswerCode.skycore(code(" e110 "))?.group == .recipient)
        #expect(AnswerCode.skycore(code("E101"))?.group == .request)
        #expect(PostbackCode.skycore(code("E101"))?.kind == .mmsDelivery)
        #expect(AnswerCode.skycore(code("N201")) == nil && PostbackCode.skycore(code("E110")) == nil)
        #expect(AnswerCode.skycore(code("")) == nil && AnswerCode.skycore(code("E1100000000")) == nil)
    }
}
