import SkyDocument

/// The marks of success and failure in one envelope (docs/cellcast.md, section 6).
struct CellcastMarks {
    /// Whether a mark of success is there.
    private(set) var hasSuccess = false
    /// Whether a mark of failure is there.
    private(set) var hasFailure = false
    /// Whether a mark stands twice with different values: then nothing must be believed.
    let contradicts: Bool
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
        if let number = meta?.member("code").flatMap(CellcastMarks.number), number < 200 || number > 299 {
            take(failure: number)
        }
        if let number = root.member("code").flatMap(CellcastMarks.number), number >= 400 { take(failure: number) }
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

    /// A whole number, as a number or as a text of digits; nil for anything else.
    static func number(_ value: Element) -> Int? {
        guard value.kind == .number || value.kind == .string else { return nil }
        return number(value.value)
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
