import Foundation
import Testing

@testable import SkyDocument
@testable import SkyProtocol

@Suite("Cellcast: callbacks")
struct CellcastPostbackTests {
    private func read(_ text: String) throws -> Records {
        try Array(text.utf8).withUnsafeBufferPointer { try Records(try Provider.cellcast.readPostback($0)) }
    }

    @Test("Every state of the table has its verdict and finality, in any case; another one is unknown and not final")
    func states() throws {
        for (state, verdict, isFinal) in [
            ("Queued", Verdict.pending, false), ("Dispatched", .pending, false), ("Aborted", .failure, true),
            ("Rejected", .failure, true), ("Delivered", .success, true), ("Failed", .failure, true),
            ("Expired", .failure, true), ("Unknown", .unknown, true), ("scheduled", .pending, false),
            ("sent", .pending, false), ("blocked", .failure, true), ("canceled", .failure, true),
            ("dead", .failure, true),
            ("delievered", .success, true), ("Beamed", .unknown, false), ("", .unknown, false),
        ] {
            for word in [state, state.uppercased(), state.lowercased()] {
                let records = try read(#"{"message_id":"1","status":"\#(word)","recipient":"61491570156"}"#)
                let record = try #require(records.entries.first).record
                #expect(
                    record.kind == PostbackKind.smsDelivery.rawValue && record.verdict == verdict.rawValue, "\(word)")
                #expect((record.isFinal != 0) == isFinal, "\(word)")
            }
        }
    }

    @Test("Arrays hold any number of events, of both kinds and generations; one bad element does not lose the others")
    func arrays() throws {
        #expect(try read("[]").entries.isEmpty)
        let mixed = try read(
            """
            [7, {"from":"+61491570157","body":"hi","type":"MMS"}, null, {"odd":1}, [], "x",
             {"_id":"a","status":"sent","type":"send","receiver":"+61491570156"},
             {"_id":"b","status":"received","type":"receive","message":"ok","sender":"+61491570156"}]
            """)
        #expect(
            mixed.entries.map { PostbackKind(rawValue: $0.record.kind) } == [
                .other, .inboundMms, .other, .other, .other, .other, .smsDelivery, .inboundSms,
            ])
        #expect(mixed.entries[0].fields.first?.value == "7" && mixed.entries[5].fields.first?.value == "x")
        let many = try read(
            "[" + [String](repeating: #"{"status":"Delivered","recipient":"1"}"#, count: 1000).joined(separator: ",")
                + "]")
        #expect(many.entries.count == 1000)
    }

    @Test(
        "A single value that is no event is none of ours",
        arguments: ["{}", "1", "null", #""x""#, #"{"status":"Delivered"}"#, #"{"meta":{"status":"SUCCESS"}}"#])
    func strangers(_ text: String) {
        #expect(throws: ProtocolError.unknownRoot) { try read(text) }
    }

    @Test("Of members with the same name the last counts, as for the verdict; among few members and among many")
    func lastMembersCount() throws {
        let event = #""message_id":"1","recipient":"61491570156""#
        for more in [0, 3, 60, 70, 300] {
            let others = (0..<more).map { #""other\#($0)":"a","other\#($0)":"b\#($0)","# }.joined()
            let records = try read("{\(others)\"status\":\"Delivered\",\(event),\"status\":\"Failed\"}")
            let entry = try #require(records.entries.first)
            #expect(entry.record.verdict == Verdict.failure.rawValue)
            #expect(entry.fields.filter { $0.name == "status" }.map(\.value) == ["Failed"])
            #expect(
                entry.fields.filter { $0.name.hasPrefix("other") }.map(\.value) == (0..<more).map { "b\($0)" },
                "\(more)")
        }
    }

    @Test("Arrays keep all their elements, and members inside members are told apart by where they are")
    func onlyNamesakesGo() throws {
        let records = try read(
            #"{"message_id":"1","recipient":"61491570156","status":"Sent","list":["a","b","a"],"x":{"to":"1"},"y":{"to":"2"}}"#
        )
        let fields = try #require(records.entries.first).fields
        #expect(fields.filter { $0.name == "list" }.map(\.value) == ["a", "b", "a"])
        #expect(fields.first { $0.name == "x/to" }?.value == "1" && fields.first { $0.name == "y/to" }?.value == "2")
    }

    @Test("90,000 members of one name, or of as many names, are read in no time")
    func manyMembers() throws {
        for names in [1, 90_000] {
            let members = (0..<90_000).map { "\"n\($0 % names)\":1" }.joined(separator: ",")
            let time = try ContinuousClock().measure {
                let records = try read("{\"message_id\":\"1\",\"recipient\":\"1\",\"status\":\"Sent\",\(members)}")
                #expect(records.entries.first?.fields.count == names + 3)
            }
            #expect(time < .seconds(5))
        }
    }

    @Test("Redeliveries have equal fingerprints whatever the order of members; other events have others")
    func fingerprints() throws {
        let one = try read(#"{"message_id":"1","status":"Delivered","recipient":"61491570156"}"#).entries[0].fingerprint
        let again = try read(#"[{"recipient":"61491570156", "message_id":"1","status":"Delivered"}]"#).entries[0]
            .fingerprint
        let other = try read(#"{"message_id":"2","status":"Delivered","recipient":"61491570156"}"#).entries[0]
            .fingerprint
        #expect(one == again && one != other && one.count == 32)
    }

    @Test("An inbound message is final; its text keeps line breaks and characters beyond the basic plane")
    func inbound() throws {
        let records = try read(#"{"from":"+61491570157","body":"a\r\n\ud83d\ude00","received_at":null}"#)
        let entry = try #require(records.entries.first)
        #expect(entry.record.kind == PostbackKind.inboundSms.rawValue && entry.record.isFinal == 1)
        #expect(entry.record.verdict == Verdict.pending.rawValue)
        #expect(entry.fields.map(\.name) == ["from", "body"] && entry.fields[1].value == "a\r\n😀")
    }

    @Test("Reading into memory of the caller's gives the same block, or how much it takes")
    func intoMemory() throws {
        let text = Array(#"[{"message_id":"1","status":"Delivered","recipient":"61491570156"}]"#.utf8)
        try text.withUnsafeBufferPointer { body in
            let block = try Provider.cellcast.readPostback(body)
            let packed = try #require(block.view?.packed)
            var memory = [UInt8](repeating: 0, count: packed.count)
            let small = try memory.withUnsafeMutableBytes {
                try Provider.cellcast.readPostback(body, into: UnsafeMutableRawBufferPointer(rebasing: $0[0..<10]))
            }
            #expect(small == packed.count && memory.allSatisfy { $0 == 0 })
            let size = try memory.withUnsafeMutableBytes { try Provider.cellcast.readPostback(body, into: $0) }
            #expect(size == packed.count && memory == [UInt8](packed))
        }
    }
}
