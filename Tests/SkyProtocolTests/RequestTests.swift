import Foundation
import Testing

@testable import SkyDocument
@testable import SkyProtocol

@Suite("Requests")
struct RequestTests {
    static let texts = ["Soup & roll, 5 € 🍲", "a<b>\"'", " blanks ", "line\nbreak\tand\rCR", "100%+=&?#"]

    @Test("The document that goes out holds each value as it was given, whatever is in it", arguments: texts)
    func raw(text: String) throws {
        let payload = write(text, .raw)
        #expect(
            String(decoding: payload, as: Unicode.UTF8.self).hasPrefix(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><REQUEST>"))
        #expect(try fields(payload) == ["sendSMS", "the key", "15550100001", "55501", text])
    }

    @Test("The form field holds the same document, encoded so that any decoder gives it back", arguments: texts)
    func form(text: String) throws {
        let payload = String(decoding: write(text, .form), as: Unicode.UTF8.self)
        let field = try #require(payload.split(separator: "=", maxSplits: 1).last)
        let decoded = try #require(field.replacing("+", with: "%20").removingPercentEncoding)
        #expect(payload.hasPrefix("xml=") && Array(decoded.utf8) == write(text, .raw))
        #expect(payload.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x26 })
    }

    @Test("The query is the documented one", arguments: texts)
    func query(text: String) throws {
        let payload = String(decoding: write(text, .get), as: Unicode.UTF8.self)
        let items = try #require(URLComponents(string: "http://x/?" + payload.replacing("+", with: "%20"))?.queryItems)
        #expect(items.map(\.name) == ["action", "api_key", "to", "from", "text"])
        #expect(items.map(\.value) == ["sendsms", "the key", "15550100001", "55501", text])
    }

    @Test("The query is that of the sample, byte for byte")
    func sampleQuery() throws {
        let table = String(decoding: try Samples.bytes("get-queries.tsv"), as: Unicode.UTF8.self)
        let row = try #require(table.split(separator: "\n").first { $0.hasPrefix("sendSMS\t") })
        let expected = row.split(separator: "\t")[1].replacing("api_key=KEY", with: "api_key=the+key")
        #expect(String(decoding: write("Soup & roll, 5 € 🍲", .get), as: Unicode.UTF8.self) == expected)
    }

    private func write(_ text: String, _ transport: SkycoreRequest.Transport) -> [UInt8] {
        func borrow<Value>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
            Array(text.utf8).withUnsafeBufferPointer(body)
        }
        var request = SkycoreRequest()
        let isWritten = borrow("15550100001") { to in
            borrow("55501") { from in
                borrow(text) { text in
                    borrow("the key") { key in
                        request.write(
                            SMS(to: to, from: from, text: text), SkycoreCredentials(apiKey: key),
                            transport: transport)
                    }
                }
            }
        }
        #expect(isWritten)
        return Array(request.payload.bytes)
    }

    private func fields(_ document: [UInt8]) throws -> [String] {
        let reader = try #require(XMLReader.make())
        return try document.withUnsafeBufferPointer { bytes in
            var found: [String] = []
            var child = try reader.read(bytes).firstChild
            while let current = child {
                found.append(String(decoding: current.value, as: Unicode.UTF8.self))
                child = current.next
            }
            return found
        }
    }
}
