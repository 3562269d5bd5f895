/// One element, attribute or piece of text of a document tree, or one JSON value: 32 bytes of places in the tree's two
/// stores.
///
/// Nodes lie in document order. An element's attributes come right behind it, then its children.
struct DocumentNode {
    /// Where the name lies in the tree's bytes. XML: folded, local name only (rule T4). JSON: as the document has it.
    var nameOffset: UInt32
    var nameLength: UInt32
    /// Where the value lies.
    var valueOffset: UInt32
    var valueLength: UInt32
    /// The next node with the same parent and of the same sort (attribute, or child); 0 if there is none.
    var next: UInt32
    /// The first attribute; 0 if there is none. The root is node 0 and nobody's attribute or child.
    var firstAttribute: UInt32
    /// The first child; 0 if there is none.
    var firstChild: UInt32
    var kind: NodeKind
    /// Whether the value is bytes of any kind, and no text; only in documents that are built.
    var isFile = false
}
