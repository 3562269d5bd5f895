/// How large a document may be. Rule T15 of docs/skycore.md asks for limits with clean errors; the largest
/// documented document, a bundle of 300 notifications, stays below a twentieth of each.
package enum DocumentLimits {
    /// Bytes of the document as it came in: 8 MiB.
    package static let bytes = 8 << 20

    /// Elements inside one another.
    package static let depth = 32

    /// JSON objects and arrays inside one another (what is documented has seven).
    package static let depthOfJSON = 64

    /// Elements, attributes and pieces of text between elements, together.
    package static let nodes = 100_000

    /// JSON values. The answer to Cellcast's largest calls has 270,000 (docs/cellcast.md, section 4.2).
    package static let values = 400_000

    /// Attributes of one element. libxml2 compares each attribute with all before it, so this one is
    /// checked before libxml2 sees the document.
    package static let attributes = 64
}
