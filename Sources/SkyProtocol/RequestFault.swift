import SkyDocument

/// What is wrong with a request, before anything is sent. It holds no word of the caller's.
///
/// It is one word, a reference to its details, because it travels through many calls.
package struct RequestFault: Error {
    private final class Details: @unchecked Sendable {
        let reason: Reason
        let field: PermanentWords
        var other = PermanentWords("")
        var ordinal = 0
        var limit = 0
        let offset: Int
        var code = 0

        init(_ reason: Reason, _ field: PermanentWords, at offset: Int) {
            self.reason = reason
            self.field = field
            self.offset = offset
        }
    }

    /// Nil if memory ran out, for then there is none to say more in.
    private let details: Details?

    /// What is wrong.
    package var reason: Reason { details?.reason ?? .outOfMemory }
    /// Whose fault it is: a parameter's path in the provider's table, or the name of an argument. Empty if it is
    /// nobody's.
    package var field: PermanentWords { details?.field ?? PermanentWords("") }
    /// The other parameter that is part of it; empty if there is none.
    package var other: PermanentWords { details?.other ?? PermanentWords("") }
    /// Which of several elements of one name it is in (the third SLIDE), counted from 1; 0 if there is but one.
    package var ordinal: Int { details?.ordinal ?? 0 }
    /// The limit that is passed, of the reasons that have one.
    package var limit: Int { details?.limit ?? 0 }
    /// Byte offset in the value, or -1.
    package var offset: Int { details?.offset ?? -1 }
    /// The number of the code with which the provider would refuse it (716 for E716); 0 if none is known.
    package var code: Int { details?.code ?? 0 }

    /// Memory ran out.
    static var outOfMemory: RequestFault { RequestFault(nil) }

    private init(_ details: Details?) {
        self.details = details
    }

    /// A parameter's fault.
    @inline(never)
    init(
        _ reason: Reason, _ field: PermanentWords, code: UInt16 = 0, other: PermanentWords = PermanentWords(""),
        limit: Int = 0
    ) {
        let details = Details(reason, field, at: -1)
        details.code = Int(code)
        details.other = other
        details.limit = limit
        self.details = details
    }

    /// An argument's fault.
    @inline(never)
    init(_ reason: Reason, _ field: StaticString = "", at offset: Int = -1) {
        details = Details(reason, PermanentWords(field), at: offset)
    }

    /// Say in which of several elements of one name it is, unless that is known already.
    func locate(_ ordinal: Int) {
        if let details, details.ordinal == 0 { details.ordinal = ordinal }
    }

    /// The same, told of the argument that a caller knows the parameter by.
    package func named(_ argument: StaticString) -> RequestFault {
        guard let details else { return self }
        return RequestFault(details.reason, argument, at: details.offset)
    }

    init(_ error: DocumentError) {
        switch error.reason {
        case .tooDeep: self.init(.tooDeep, "begin")
        case .tooManyNodes: self.init(.tooManyElements, "request")
        case .tooManyAttributes: self.init(.tooManyAttributes, "attribute")
        case .badAttribute: self.init(.attributeTwice, "attribute")
        case .tooLong: self.init(.tooLarge, "request")
        default: self = .outOfMemory
        }
    }

    /// The reasons.
    package enum Reason {
        /// A name that none of the providers can have: ASCII letters, digits, `_`, `-`, `.`, 64 at most.
        case badName
        case invalidUTF8
        /// A control character, or U+FFFE or U+FFFF.
        case forbidden
        case attributeOfNothing
        case attributeTwice
        case endWithoutBegin
        /// A call that was to fill it had an argument that was none, and was refused.
        case refusedCall
        /// An element was begun and not ended.
        case notEnded
        case tooDeep
        case tooManyElements
        case tooManyAttributes
        case tooLarge
        case outOfMemory
        /// The parameter is missing or empty.
        case missing
        /// This parameter or `other` is needed.
        case eitherMissing
        /// Only one of this parameter and `other` may be given.
        case both
        /// The parameter is needed because `other` is given.
        case missingBeside
        /// It is given more often than `limit`.
        case tooMany
        /// It has more characters than `limit`.
        case tooLong
        /// It may not stand beside `other`.
        case conflict
        case notWhole
        case notYesOrNo
        case notTrue
        case notTime
        /// It has elements inside and was given a value.
        case notBlock
        /// It was given elements inside and has but a value.
        case notValue
        /// The action or a credential, which are added when the request is sent.
        case ownName
        /// A slide with nothing in it.
        case emptySlide
        /// Elements inside, slides or attributes have no form over GET.
        case notOverGET
        /// A number that is less than it may be, or more than `limit`.
        case outOfRange
        /// No sender by the provider's rule (docs/cellcast.md, section 3).
        case notSender
        /// No sender of four digits.
        case notShortCode
        /// Not 8 to 15 digits.
        case notRecipient
        /// A number of another country where New Zealand's are needed.
        case notNewZealand
        /// A file is needed, and a text was given.
        case notFile
        /// A file was given where none is taken.
        case fileHere
        /// The file is neither PNG, GIF nor JPEG.
        case notImage
        /// The file has more bytes than `limit`.
        case tooManyBytes
        /// The provider's answer to so much could be larger than what is read.
        case answerTooLarge
        /// A switch that is not `yes`.
        case notYes
        /// Attributes have no form in this provider's requests.
        case attributesHere
    }
}
