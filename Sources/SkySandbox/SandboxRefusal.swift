import SkyProtocol

/// Why a request is refused: the code and the words that the provider answers with.
struct SandboxRefusal: Error {
    let code: String
    let words: String

    /// A refusal in words of the sandbox's own.
    init(_ code: String, _ words: String) {
        self.code = code
        self.words = words
    }

    /// A refusal in the words of the table of codes.
    init(_ code: String) {
        self.code = code
        let known = Array(code.utf8).withUnsafeBufferPointer { AnswerCode.skycore(ProviderCode($0)) }
        words = known.map { String(decoding: $0.text.bytes, as: Unicode.UTF8.self) } ?? "Refused"
    }

    /// What the check against the table of actions found; E100 where the documents name no code.
    init(_ fault: RequestFault) {
        code = fault.code == 0 ? "E100" : "E\(fault.code)"
        words = SandboxRefusal.words(for: fault)
    }

    private static func words(for fault: RequestFault) -> String {
        let field = name(of: fault.field)
        let other = name(of: fault.other)
        let place = fault.ordinal > 1 ? ", number \(fault.ordinal)" : ""
        switch fault.reason {
        case .missing: return "\(field) required\(place)"
        case .missingBeside: return "\(field) required beside \(other)\(place)"
        case .eitherMissing: return "\(field) or \(other) required\(place)"
        case .both, .conflict: return "\(field) and \(other) together are not allowed\(place)"
        case .tooMany: return "\(field) more than \(fault.limit) times\(place)"
        case .tooLong: return "\(field) has more than \(fault.limit) characters\(place)"
        case .emptySlide: return "\(field) is empty\(place)"
        default: return "\(field) is not valid\(place)"
        }
    }

    /// `'to'`, as the provider writes names in its messages.
    private static func name(of words: PermanentWords) -> String {
        let lowered = words.bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        return "'" + String(decoding: lowered, as: Unicode.UTF8.self) + "'"
    }
}
