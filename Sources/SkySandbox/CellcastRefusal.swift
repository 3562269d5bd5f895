import SkyProtocol

/// Why a call is refused: the code and the words that Cellcast answers with.
struct CellcastRefusal: Error {
    /// How a refusal travels.
    enum Form {
        /// In the account's form.
        case usual
        /// With an error block, whatever the account's form.
        case errorBlock
        /// HTTP 200 around a body that says otherwise.
        case disguised
        /// A page for people in place of a document.
        case page
    }

    let status: Int
    let code: String
    let words: String
    var form = Form.usual
    /// Seconds for the header Retry-After; nil for none.
    var retryAfter: Int?

    init(_ code: String, _ words: String, status: Int = 400, form: Form = .usual, retryAfter: Int? = nil) {
        self.code = code
        self.words = words
        self.status = status
        self.form = form
        self.retryAfter = retryAfter
    }

    /// What the check against the table of calls found (docs/cellcast.md, section 6).
    init(_ fault: RequestFault) {
        let field = "Field '" + String(decoding: fault.field.bytes, as: Unicode.UTF8.self) + "'"
        let place = fault.ordinal > 0 ? ", number \(fault.ordinal)" : ""
        switch fault.reason {
        case .missing, .missingBeside, .eitherMissing: self.init("FIELD_EMPTY", field + " is empty" + place)
        case .tooMany: self.init("FIELD_INVALID", field + " is given more than \(fault.limit) times")
        case .tooLong: self.init("FIELD_INVALID", field + " is longer than \(fault.limit) characters" + place)
        case .tooManyBytes: self.init("FIELD_INVALID", field + " has more than \(fault.limit) bytes")
        case .notImage, .notFile: self.init("FIELD_INVALID", field + " is no PNG, GIF or JPEG")
        default: self.init("FIELD_INVALID", field + " is not valid" + place)
        }
    }

    static func empty(_ field: StaticString) -> CellcastRefusal {
        CellcastRefusal("FIELD_EMPTY", "Field '" + String(words: field) + "' is empty")
    }

    static func invalid(_ field: StaticString) -> CellcastRefusal {
        CellcastRefusal("FIELD_INVALID", "Field '" + String(words: field) + "' is not valid")
    }

    static var throttled: CellcastRefusal { CellcastRefusal("OVER_LIMIT", "Too many calls.", status: 429) }
    static var noCall: CellcastRefusal { CellcastRefusal("NOT_IMPLEMENTED", "There is no such call.", status: 404) }
    static var noCredit: CellcastRefusal { CellcastRefusal("FIELD_INVALID", "Not enough credit for this send.") }
    static var noRecipient: CellcastRefusal { CellcastRefusal("RECIPIENTS_ERROR", "No usable number is left.") }
}
