import Testing

@testable import SkyDocument

/// Reads documents in tests and shows trees as text.
struct DocumentText {
    let reader: XMLReader

    init() throws {
        guard let reader = XMLReader.make() else { throw DocumentError(.outOfMemory, at: -1) }
        self.reader = reader
    }

    /// The tree as `name@attribute=value(child child)` or `name=value`. Whether libxml2 is asked makes no difference.
    func read(_ bytes: [UInt8]) throws(DocumentError) -> String {
        let tree = try shown(bytes) { buffer throws(DocumentError) in try reader.read(buffer) }
        #expect(tree == (try readThoroughly(bytes)))
        return tree
    }

    /// The same, with libxml2 whatever the document is like.
    func readThoroughly(_ bytes: [UInt8]) throws(DocumentError) -> String {
        try shown(bytes) { buffer throws(DocumentError) in try reader.readThoroughly(buffer) }
    }

    /// The same without libxml2; nil if the document is not plain.
    func readPlain(_ bytes: [UInt8]) -> String? {
        var tree = DocumentTree()
        guard bytes.withUnsafeBufferPointer({ PlainReader.read($0, into: &tree) }) else { return nil }
        return tree.root.map { show($0) }
    }

    private func shown(
        _ bytes: [UInt8], _ read: (UnsafeBufferPointer<UInt8>) throws(DocumentError) -> Element
    ) throws(DocumentError) -> String {
        let result: Result<String, DocumentError> = bytes.withUnsafeBufferPointer { buffer in
            do throws(DocumentError) { return .success(show(try read(buffer))) } catch { return .failure(error) }
        }
        return try result.get()
    }

    func read(_ text: String) throws(DocumentError) -> String {
        try read(Array(text.utf8))
    }

    /// Why a document is refused; nil if it is not.
    func refusal(_ bytes: [UInt8]) -> DocumentError? {
        do throws(DocumentError) {
            _ = try read(bytes)
            return nil
        } catch {
            return error
        }
    }

    func refusal(_ text: String) -> DocumentError? {
        refusal(Array(text.utf8))
    }

    private func show(_ element: Element) -> String {
        if element.isText { return "'\(text(element.value))'" }
        var shown = text(element.name)
        var attribute = element.firstAttribute
        while let current = attribute {
            shown += "@\(text(current.name))=\(text(current.value))"
            attribute = current.next
        }
        guard element.hasChildren else { return shown + "=" + text(element.value) }
        var children: [String] = []
        var child = element.firstChild
        while let current = child {
            children.append(show(current))
            child = current.next
        }
        return shown + "(" + children.joined(separator: " ") + ")"
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: bytes, as: Unicode.UTF8.self)
    }
}
