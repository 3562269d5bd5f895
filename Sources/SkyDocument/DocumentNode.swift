/// One element, attribute or piece of text of a document tree: 32 bytes of places in the tree's two stores.
///
/// Nodes lie in document order. An element's attributes come right behind it, then its children.
struct DocumentNode {
    /// What a node is.
    enum Kind: UInt8 {
        case element
        case attribute
        /// Text between the children of an element. The text of an element without children is its value.
        case text
    }

    /// Where the name lies in the tree's bytes: folded, local name only (rule T4).
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
    var kind: Kind
}
