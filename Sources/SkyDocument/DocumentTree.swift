/// A document as a tree: one array of small nodes over one buffer of bytes.
///
/// A tree is filled again and again, its memory stays; so reading a document allocates nothing once the tree has
/// grown to the documents' size. It is read through `Element`, which is valid until the tree is filled anew.
struct DocumentTree: ~Copyable {
    /// Memory that is kept from one document to the next, in bytes of each store; more is given back.
    private static let usualSize = 64 << 10

    private var nodeStore = PlainArray<DocumentNode>()

    /// Names and values, one behind the other.
    var bytes = ByteBuffer()

    /// Nodes in use.
    var nodeCount: Int { nodeStore.count }

    /// The nodes in use, in document order.
    var nodes: UnsafeMutablePointer<DocumentNode>? { nodeStore.start }

    /// The root element, or nil for an empty tree.
    var root: Element? {
        guard nodeCount > 0, let nodes = nodeStore.start, let text = bytes.bytes.baseAddress else { return nil }
        return Element(nodes: nodes, text: text, index: 0)
    }

    /// Forget the document, keep the memory as far as usual documents need it.
    mutating func reset() {
        nodeStore.reset(keeping: DocumentTree.usualSize)
        bytes.shrink(above: DocumentTree.usualSize)
        bytes.reset()
    }

    /// Append a node; nil if memory ran out.
    @inline(__always)
    mutating func append(_ node: DocumentNode) -> Int? {
        nodeStore.append(node) ? nodeStore.count &- 1 : nil
    }
}
