import SkyDocument

/// Why something that a provider sent could not be read.
package enum ProtocolError: Error, Equatable {
    /// The document itself is broken or refused.
    case document(DocumentError)
    /// A well-formed document, but its root is not one that belongs here (rule T3).
    case unknownRoot
    /// A form body without the field `xml`.
    case noDocumentField
    /// A form body with a broken percent escape, at this offset.
    case badEscape(Int)
    /// More notifications than a bundle may have: 300 (section 5.8 of docs/skycore.md).
    case tooManyNotifications
    /// Memory ran out.
    case outOfMemory
}
