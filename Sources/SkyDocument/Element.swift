/// An element, an attribute or a piece of text of a document, or one value of a JSON document. Borrowed: valid until
/// its reader reads another document.
///
/// It is three words that own nothing, so that going through a document costs no reference counting.
package struct Element {
    private let nodes: UnsafePointer<DocumentNode>
    private let text: UnsafePointer<UInt8>

    /// The element's number in document order; the root is 0.
    package let order: Int

    @inline(__always)
    init(nodes: UnsafePointer<DocumentNode>, text: UnsafePointer<UInt8>, index: Int) {
        self.nodes = nodes
        self.text = text
        order = index
    }

    /// Its name in the form in which names are compared (rule T4): upper case, without `-`, `_` and namespace prefix.
    /// Empty for a piece of text. In JSON the member's name as it stands, escapes decoded; empty in an array. Padded:
    /// `ByteBuffer.padding` bytes behind it may be read, whatever they hold.
    @inline(__always)
    package var name: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text + Int(nodes[order].nameOffset), count: Int(nodes[order].nameLength))
    }

    /// Its text: references decoded, CDATA included, comments left out, blanks kept (rule T6). Empty for an element
    /// that has children. Padded as the name is.
    @inline(__always)
    package var value: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text + Int(nodes[order].valueOffset), count: Int(nodes[order].valueLength))
    }

    /// What it is.
    @inline(__always)
    package var kind: NodeKind { nodes[order].kind }

    /// Whether elements, mixed text or JSON values lie inside.
    package var hasChildren: Bool { nodes[order].firstChild != 0 }

    /// Whether its value is bytes of any kind, and no text; only in documents that are built.
    package var isFile: Bool { nodes[order].isFile }

    /// Whether this is a piece of text between elements.
    package var isText: Bool { nodes[order].kind == .text }

    /// The first child, or nil.
    package var firstChild: Element? { element(at: nodes[order].firstChild) }

    /// The first attribute, or nil.
    package var firstAttribute: Element? { element(at: nodes[order].firstAttribute) }

    /// The next child of the same parent (of an attribute: the next attribute), or nil.
    package var next: Element? { element(at: nodes[order].next) }

    /// The element of the same document that has this number (`order`); there must be one.
    package func element(numbered order: Int) -> Element {
        Element(nodes: nodes, text: text, index: order)
    }

    @inline(__always)
    private func element(at index: UInt32) -> Element? {
        index == 0 ? nil : Element(nodes: nodes, text: text, index: Int(index))
    }
}
