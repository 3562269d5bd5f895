import SkyDocument

/// What is wrong with a request, before anything is sent. It holds no word of the caller's.
package struct RequestFault: Error {
    /// What is wrong.
    package let reason: Reason
    /// Whose fault it is: a parameter's path in the provider's table, or the name of an argument. Empty if it is nobody's.
    package private(set) var field: PermanentWords
    /// The other parameter that is part of it; empty if there is none.
    package var other = PermanentWords("")
    /// Which of several elements of one name it is in (the third SLIDE), counted from 1; 0 if there is but one.
    package var ordinal = 0
    /// The limit that is passed, of the reasons that have one.
    package var limit = 0
    /// Byte offset in the value, or -1.
    package var offset = -1
    /// The number of the code with which the provider would refuse it (716 for E716); 0 if none is known.
    package var code = 0

    init(_ reason: Reason, _ field: PermanentWords, code: UInt16 = 0) {
        self.reason = reason
        self.field = field
        self.code = Int(code)
    }

    init(_ reason: Reason, _ field: StaticString = "", at offset: Int = -1) {
        self.reason = reason
        self.field = PermanentWords(field)
        self.offset = offset
    }

    /// The same, told of the argument that a caller knows the parameter by.
    package func named(_ argument: StaticString) -> RequestFault {
        var renamed = self
        renamed.field = PermanentWords(argument)
        return renamed
    }

    init(_ error: DocumentError) {
        switch error.reason {
        case .tooDeep: self.init(.tooDeep, "begin")
        case .tooManyNodes: self.init(.tooManyElements, "request")
        case .tooManyAttributes: self.init(.tooManyAttributes, "attribute")
        case .tooLong: self.init(.tooLarge, "request")
        default: self.init(.outOfMemory)
        }
    }

    /// The reasons.
    package enum Reason {
        /// A name that no XML element can have here: ASCII letters, digits, `_`, `-`, `.`, 64 at most.
        case badName
        case invalidUTF8
        /// A control character, or U+FFFE or U+FFFF.
        case forbidden
        case attributeOfNothing
        case endWithoutBegin
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
        /// A slide with nothing in it.
        case emptySlide
        /// Elements inside, slides or attributes have no form over GET.
        case notOverGET
    }
}
