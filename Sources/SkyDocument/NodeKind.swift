/// What a node of a document tree is: three sorts in an XML document, seven in a JSON document.
package enum NodeKind: UInt8, BitwiseCopyable {
    /// An element of an XML document, or of one that is built.
    case element
    /// An attribute of an XML element.
    case attribute
    /// Text between the children of an element. The text of an element without children is its value.
    case text
    /// A JSON object: its members are its children, in the document's order.
    case object
    /// A JSON array: its elements are its children, without names.
    case array
    /// A JSON string: its value is the text, escapes decoded.
    case string
    /// A JSON number: its value is the number as the document has it, every digit kept.
    case number
    /// JSON's `true`; the value says so, too.
    case yes
    /// JSON's `false`; the value says so, too.
    case no
    /// JSON's `null`; its value is empty.
    case null
}
