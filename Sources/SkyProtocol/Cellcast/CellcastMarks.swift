import SkyDocument

/// The marks of success and failure in one envelope (docs/cellcast.md, section 6).
struct CellcastMarks {
    /// Whether a mark of success is there.
    private(set) var hasSuccess = false
    /// Whether a mark of failure is there.
    private(set) var hasFailure = false
    /// Whether a mark stands twice with different values: then nothing must be believed.
    let contradicts: Bool
    /// Whether one stands in the place of an HTTP status and is no number that could be one: nobody knows what it says.
    private(set) var hasUnreadable = false
    /// Whether one says that calls came too fast.
    private(set) var isThrottled = false
    /// Whether one says that the server failed.
    private(set) var isServerFailure = false
    /// The first word of failure: `error.code`, then `meta.status`.
    private(set) var failureCode: UnsafeBufferPointer<UInt8>?
    /// The first number of failure: `meta.code`, then `code`.
    private(set) var failureNumber: Int?

    init(_ root: Element) {
        let error = root.member("error")
        let meta = root.member("meta")
        contradicts =
            root.contradictsItself(about: "error") || root.contradictsItself(about: "meta")
            || root.contradictsItself(about: "status") || root.contradictsItself(about: "code")
            || error?.contradictsItself(about: "code") ?? false
            || meta?.contradictsItself(about: "status") ?? false || meta?.contradictsItself(about: "code") ?? false
        take(word: error?.member("code"))
        take(word: meta?.member("status"))
        switch root.member("status")?.kind {
        case .yes: hasSuccess = true
        case .no: hasFailure = true
        default: break
        }
        if let status = meta?.member("code"), !CellcastMarks.isNothing(status) {
            if let number = CellcastMarks.number(status) {
                if number < 200 || number > 299 { take(failure: number) }
            } else {
                hasUnreadable = true
            }
        }
        if let status = root.member("code") {
            if let number = CellcastMarks.number(status) {
                if number >= 400 { take(failure: number) }
            } else {
                // Words are no mark here, but what was written as a number is one.
                hasUnreadable = hasUnreadable || status.kind == .number
            }
        }
    }

    private mutating func take(word: Element?) {
        guard let word, word.kind == .string || word.kind == .number, word.value.count > 0 else { return }
        if ByteScan.equalIgnoringCase(word.value, "success") {
            hasSuccess = true
            return
        }
        hasFailure = true
        if ByteScan.equalIgnoringCase(word.value, "over_limit") { isThrottled = true }
        if failureCode == nil { failureCode = word.value }
    }

    private mutating func take(failure number: Int) {
        hasFailure = true
        if number == 429 { isThrottled = true }
        if number >= 500 { isServerFailure = true }
        if failureNumber == nil { failureNumber = number }
    }

    /// Whether a value is one of the ways to say that there is none (docs/cellcast.md, section 6).
    static func isNothing(_ value: Element) -> Bool {
        value.kind == .null || value.value.count == 0 && !value.hasChildren && value.kind != .yes && value.kind != .no
    }

    /// A whole number, as a number or as a text of digits; nil for anything else.
    static func number(_ value: Element) -> Int? {
        guard value.kind == .number || value.kind == .string else { return nil }
        return number(withoutZeroFraction(value.value))
    }

    /// "200" of "200.0", which is the same number.
    private static func withoutZeroFraction(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard let point = ByteScan.firstIndex(of: 0x2E, in: text, from: 0), point &+ 1 < text.count else { return text }
        for byte in text[(point &+ 1)...] where byte != 0x30 { return text }
        return UnsafeBufferPointer(rebasing: text[0..<point])
    }

    /// A whole number of at most nine digits; nil for anything else.
    static func number(_ digits: UnsafeBufferPointer<UInt8>) -> Int? {
        guard digits.count > 0, digits.count <= 9 else { return nil }
        var number = 0
        for byte in digits {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            number = number &* 10 &+ Int(byte &- 0x30)
        }
        return number
    }
}
