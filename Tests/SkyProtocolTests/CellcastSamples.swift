import Foundation

/// The sample documents below Tests/samples/cellcast, with what a tolerant client reads from each.
enum CellcastSamples {
    struct Sample {
        let file: String
        let bytes: [UInt8]
        let isResponse: Bool
        /// The call that it answers.
        let call: String
        let httpStatus: Int
        let expected: [String: Any]

        /// The outcome in the words of the index.
        var outcome: String { expected["outcome"] as? String ?? "" }
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("samples/cellcast")

    static func all() throws -> [Sample] {
        let data = try Data(contentsOf: folder.appendingPathComponent("index.json"))
        let index = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return try (index?["documents"] as? [[String: Any]] ?? []).map { document in
            let file = document["file"] as? String ?? ""
            return Sample(
                file: file, bytes: [UInt8](try Data(contentsOf: folder.appendingPathComponent(file))),
                isResponse: document["kind"] as? String == "response", call: document["call"] as? String ?? "",
                httpStatus: document["http_status"] as? Int ?? 0,
                expected: document["expect"] as? [String: Any] ?? [:])
        }
    }
}
