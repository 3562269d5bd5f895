/// Why a document was refused, and where.
package struct DocumentError: Error, Equatable {
    /// What is wrong with the document.
    package var reason: Reason

    /// Byte offset at which it is wrong, or -1 if no place can be named.
    package var offset: Int

    /// Build an error.
    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// The reasons. Rules T1, T15 and T16 of `docs/skycore.md`.
    package enum Reason: UInt8, Equatable {
        /// There is nothing but blanks.
        case empty
        /// The XML rules are broken; no better reason is known.
        case notWellFormed
        /// The document ends too early.
        case truncated
        /// A closing tag does not fit the opening one.
        case tagMismatch
        /// Something follows the root element.
        case contentBehindRoot
        /// An entity other than XML's own five.
        case unknownEntity
        /// A character that XML cannot hold, or a reference to one.
        case forbiddenCharacter
        /// An attribute stands twice, or without a value.
        case badAttribute
        /// A document type declaration: refused unread.
        case documentType
        /// A NUL byte.
        case nul
        /// Bytes that are not valid in the document's encoding.
        case invalidEncoding
        /// An encoding other than UTF-8, UTF-16 with a mark, ISO-8859-1 and US-ASCII.
        case unsupportedEncoding
        /// More than `DocumentLimits.bytes`.
        case tooLong
        /// More than `DocumentLimits.depth`.
        case tooDeep
        /// More than `DocumentLimits.nodes`.
        case tooManyNodes
        /// More than `DocumentLimits.attributes`.
        case tooManyAttributes
        /// Memory ran out, or libxml2 could not be started.
        case outOfMemory
    }
}
