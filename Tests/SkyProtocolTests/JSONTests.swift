import Foundation
import Testing

@testable import SkyProtocol

@Suite("Answers and postbacks as JSON")
struct JSONTests {
    @Test("The JSON of every sample is valid and holds every field of the document")
    func samples() throws {
        for (path, expected) in try Samples.expectations() {
            let isPostback = expected["kind"] as? String == "postback"
            let json = try json(Samples.bytes(path), isPostback: isPostback)
            if isPostback {
                let notifications = json["notifications"] as? [[String: Any]] ?? []
                for (found, wanted) in zip(notifications, expected["notifications"] as? [[String: Any]] ?? []) {
                    let fields = flattened(found["fields"] as? [String: Any] ?? [:])
                    for (name, value) in wanted["fields"] as? [String: String] ?? [:] {
                        #expect(fields[name] == value, "\(path) \(name)")
                    }
                }
            } else {
                let fields = flattened(json["fields"] as? [String: Any] ?? [:])
                for (name, value) in expected["fields"] as? [String: String] ?? [:] {
                    #expect(fields[name] == value, "\(path) \(name)")
                }
            }
        }
    }

    @Test("Namesakes become one array at the place of the first, nested elements objects")
    func nesting() throws {
        let text = "<RESPONSE><A>1</A><B x='2'>3</B><A>4</A><C><D>5</D><D>6</D></C></RESPONSE>"
        let fields = try json(Array(text.utf8), isPostback: false)["fields"] as? NSDictionary
        let expected: NSDictionary = [
            "A": ["1", "4"], "B": ["@X": "2", "#text": "3"], "C": ["D": ["5", "6"]],
        ]
        #expect(fields == expected)
    }

    @Test("Twenty thousand children are written promptly")
    func promptness() throws {
        let text = "<RESPONSE>" + (0..<20_000).map { "<N\($0)/>" }.joined() + "</RESPONSE>"
        let time = try ContinuousClock().measure { _ = try json(Array(text.utf8), isPostback: false) }
        #expect(time < .seconds(10))
    }

    private func json(_ bytes: [UInt8], isPostback: Bool) throws -> [String: Any] {
        let text = try bytes.withUnsafeBufferPointer { buffer in
            if isPostback {
                let block = try SkycorePostback.read(buffer)
                guard let view = block.view else { throw ProtocolError.outOfMemory }
                return try SkycoreJSON.postback(view)
            }
            let block = try SkycoreAnswer.read(buffer)
            guard let view = block.view else { throw ProtocolError.outOfMemory }
            return try SkycoreJSON.answer(view)
        }
        defer { free(text) }
        let data = Data(bytes: text, count: strlen(UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self)))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// The strings of an object and of its member BODY; of a value with attributes the text.
    private func flattened(_ object: [String: Any]) -> [String: String] {
        var found: [String: String] = [:]
        for (name, value) in object {
            if let text = value as? String { found[name] = text }
            if let first = (value as? [Any])?.first as? String { found[name] = first }
            guard let inner = value as? [String: Any] else { continue }
            if let text = inner["#text"] as? String { found[name] = text }
            if name == "BODY" { found.merge(flattened(inner)) { first, _ in first } }
        }
        return found
    }
}
