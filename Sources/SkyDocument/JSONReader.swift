/// Reads JSON documents (RFC 8259, strictly) into one tree, which it keeps and fills anew for each.
///
/// A member of an object is a child with the member's name, an element of an array one without; `Element.kind` says
/// what sort of value each is. Names stay as they are, because some differ only in case; `Element.member(_:)` looks
/// them up. Numbers stay as they are, because some are phone numbers that no binary float holds.
///
/// A reader belongs to one thread at a time. It owns no memory until it has read something.
package struct JSONReader: ~Copyable {
    private var tree = DocumentTree()

    /// A reader that has read nothing.
    package init() {}

    /// Values of the document read last.
    package var nodeCount: Int { tree.nodeCount }

    /// Read a document.
    ///
    /// - Parameter input: the bytes as they came in: UTF-8, a byte order mark in front or not. Nothing of them is kept.
    /// - Returns: the document's value, valid until the next call.
    /// - Throws: what is wrong, with the offset in `input`.
    @export(interface)
    package mutating func read(_ input: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> Element {
        tree.reset()
        guard input.count <= DocumentLimits.bytes else { throw DocumentError(.tooLong, at: DocumentLimits.bytes) }
        try JSONParser.read(input, into: &tree)
        guard let root = tree.root else { throw DocumentError(.outOfMemory, at: -1) }
        return root
    }
}
