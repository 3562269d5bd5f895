/// An element, an attribute or a piece of text of a `DocumentTree`. Borrowed: valid until the tree is filled anew.
package struct Element {
    let tree: DocumentTree
    let index: Int

    /// Its name as it stands in the document, without a namespace prefix. Empty for a piece of text.
    package var name: UnsafeBufferPointer<UInt8> {
        guard let node else { return UnsafeBufferPointer(start: nil, count: 0) }
        return tree.slice(node.nameOffset, node.nameLength)
    }

    /// Its text: references decoded, CDATA included, comments left out, blanks kept (rule T6). Empty for an element
    /// that has children.
    package var value: UnsafeBufferPointer<UInt8> {
        guard let node else { return UnsafeBufferPointer(start: nil, count: 0) }
        return tree.slice(node.valueOffset, node.valueLength)
    }

    /// Whether elements or mixed text lie inside.
    package var hasChildren: Bool { node?.firstChild ?? 0 != 0 }

    /// Whether this is a piece of text between elements.
    package var isText: Bool { node?.kind == .text }

    /// The first child, or nil.
    package var firstChild: Element? { element(at: node?.firstChild ?? 0) }

    /// The first attribute, or nil.
    package var firstAttribute: Element? { element(at: node?.firstAttribute ?? 0) }

    /// The next child of the same parent (of an attribute: the next attribute), or nil.
    package var next: Element? { element(at: node?.next ?? 0) }

    @inline(__always)
    private var node: DocumentNode? {
        guard index < tree.nodeCount, let nodes = tree.nodes else { return nil }
        return nodes[index]
    }

    @inline(__always)
    private func element(at index: UInt32) -> Element? {
        index == 0 ? nil : Element(tree: tree, index: Int(index))
    }
}

extension Element {
    /// The element's number in document order; the root is 0.
    package var order: Int { index }

    /// The number of the document's last node.
    package var orderOfLast: Int { tree.nodeCount - 1 }
}
