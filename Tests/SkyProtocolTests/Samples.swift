import Foundation

/// The sample documents below Tests/samples.
enum Samples {
    /// The folder with the samples.
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("samples/skycore")

    /// What a reader is expected to find, by path.
    static func expectations() throws -> [String: [String: Any]] {
        let data = try Data(contentsOf: folder.appendingPathComponent("expect.json"))
        let top = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return top?["documents"] as? [String: [String: Any]] ?? [:]
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
    }
}
