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

    /// Whether the document is too large, deep or long a list to be read, whatever it says.
    package var isAboutSize: Bool {
        switch reason {
        case .tooLong, .tooDeep, .tooDeepJSON, .tooManyNodes, .tooManyAttributes, .tooManyValues: return true
        default: return false
        }
    }

    /// The reasons. For XML rules T1, T15 and T16 of `docs/skycore.md`; for JSON RFC 8259.
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
        /// Something stands where JSON has no place for it.
        case notJSON
        /// An escape that JSON does not know.
        case unknownEscape
        /// A control character in a JSON string that is not escaped.
        case bareControlCharacter
        /// The escape of NUL, which would end the text for whoever reads it in C.
        case escapedNUL
        /// The escape of one half of a surrogate pair, without the other: no character.
        case loneSurrogate
        /// Something follows the JSON value.
        case contentBehindValue
        /// More than `DocumentLimits.depthOfJSON`.
        case tooDeepJSON
        /// More than `DocumentLimits.values`.
        case tooManyValues
        /// Memory ran out, or libxml2 could not be started.
        case outOfMemory
    }
}
