import CSky
import SkyClient
import SkyDocument
import SkyNumbers
import SkyProtocol
import SkyText

/// What a call of the C interface reports: a status, and for `sky_error` a message and a place.
struct Fault: Error {
    /// What is known of it; nil if memory ran out, for then there is none to say more in.
    let details: FailureDetails?

    /// Memory ran out.
    static var outOfMemory: Fault { Fault(nil) }

    /// The status that the call returns.
    var status: sky_status { details.map { sky_status($0.status) } ?? SKY_E_INTERNAL }

    @inline(never)
    init(_ status: sky_status, _ message: StaticString, at offset: Int = -1) {
        details = FailureDetails(status.rawValue, Message(message), at: offset)
    }

    /// An argument that is to blame.
    @inline(never)
    init(_ status: sky_status, _ field: StaticString, _ words: StaticString, at offset: Int = -1) {
        var message = Message(field)
        message.append(words)
        details = FailureDetails(status.rawValue, message, at: offset)
    }

    /// What a provider answered.
    @inline(never)
    init(_ status: sky_status, _ message: StaticString, httpStatus: Int32, providerCode: ProviderCode) {
        let details = FailureDetails(status.rawValue, Message(message), at: -1)
        details.httpStatus = httpStatus
        details.providerCode = providerCode
        self.details = details
    }

    init(_ failure: SendFailure) {
        details = failure.details
    }

    private init(_ details: FailureDetails?) {
        self.details = details
    }

    @inline(never)
    init(_ error: TextError) {
        switch error.kind {
        case .invalidUTF8: self.init(SKY_E_UTF8, "text: not valid UTF-8", at: error.offset)
        case .nul: self.init(SKY_E_TEXT, "text: a NUL, which no message can hold", at: error.offset)
        case .tooLong: self.init(SKY_E_LIMIT, "text: longer than 1048576 bytes", at: error.offset)
        }
    }

    @inline(never)
    init(_ error: ProtocolError) {
        switch error {
        case .document(let document): self.init(document)
        case .unknownRoot:
            self.init(SKY_E_PROTOCOL, "body: a document, but not one that this provider sends here")
        case .noDocumentField: self.init(SKY_E_PROTOCOL, "body: a form without the field xml")
        case .badEscape(let offset): self.init(SKY_E_DOCUMENT, "body: a broken percent escape", at: offset)
        case .tooManyNotifications: self.init(SKY_E_LIMIT, "body: more than 300 notifications")
        case .outOfMemory: self = .outOfMemory
        }
    }

    @inline(never)
    init(_ error: DocumentError) {
        if error.reason == .outOfMemory {
            self = .outOfMemory
            return
        }
        let (status, words) = Fault.words(for: error.reason)
        switch (error.reason, error.offset) {
        case (.notWellFormed, 0): self.init(status, "body: begins as no XML does; is it this provider's?", at: 0)
        case (.notJSON, 0): self.init(status, "body: begins as no JSON does; is it this provider's?", at: 0)
        default: self.init(status, words, at: error.offset)
        }
    }

    private static func words(for reason: DocumentError.Reason) -> (sky_status, StaticString) {
        switch reason {
        case .empty: return (SKY_E_DOCUMENT, "body: empty")
        case .notWellFormed: return (SKY_E_DOCUMENT, "body: not well-formed XML")
        case .truncated: return (SKY_E_DOCUMENT, "body: ends before the document does")
        case .tagMismatch: return (SKY_E_DOCUMENT, "body: a closing tag does not fit the opening one")
        case .contentBehindRoot: return (SKY_E_DOCUMENT, "body: something follows the root element")
        case .unknownEntity: return (SKY_E_DOCUMENT, "body: an entity that XML does not have of itself")
        case .forbiddenCharacter: return (SKY_E_DOCUMENT, "body: a character that XML cannot hold")
        case .badAttribute: return (SKY_E_DOCUMENT, "body: an attribute twice, or without a quoted value")
        case .documentType: return (SKY_E_DOCUMENT, "body: refused because of its DOCTYPE")
        case .nul: return (SKY_E_DOCUMENT, "body: a NUL byte")
        case .invalidEncoding: return (SKY_E_UTF8, "body: bytes that are not valid in its encoding")
        case .unsupportedEncoding:
            return (SKY_E_DOCUMENT, "body: an encoding other than UTF-8, UTF-16 with a mark and ISO-8859-1")
        case .tooLong: return (SKY_E_LIMIT, "body: longer than 8388608 bytes")
        case .tooDeep: return (SKY_E_LIMIT, "body: elements deeper than 32")
        case .tooManyNodes: return (SKY_E_LIMIT, "body: more than 100000 elements and attributes")
        case .tooManyAttributes: return (SKY_E_LIMIT, "body: an element with more than 64 attributes")
        case .notJSON: return (SKY_E_DOCUMENT, "body: not valid JSON")
        case .unknownEscape: return (SKY_E_DOCUMENT, "body: an escape that JSON does not know")
        case .bareControlCharacter: return (SKY_E_DOCUMENT, "body: a control character in a JSON string, not escaped")
        case .escapedNUL: return (SKY_E_DOCUMENT, "body: the escape of a NUL, which no text can hold")
        case .loneSurrogate: return (SKY_E_DOCUMENT, "body: the escape of half a surrogate pair")
        case .contentBehindValue: return (SKY_E_DOCUMENT, "body: something follows the JSON value")
        case .tooDeepJSON: return (SKY_E_LIMIT, "body: JSON nested deeper than 64")
        case .tooManyValues: return (SKY_E_LIMIT, "body: more than 400000 JSON values")
        case .outOfMemory: return (SKY_E_INTERNAL, "out of memory")
        }
    }
}
