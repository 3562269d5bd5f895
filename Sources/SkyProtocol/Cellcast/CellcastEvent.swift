import SkyDocument

/// What one object of a callback is (docs/cellcast.md, section 7).
struct CellcastEvent {
    /// What it is about.
    let kind: PostbackKind
    /// What it says of its message.
    let verdict: Verdict
    /// Whether nothing more is to be expected.
    let isFinal: Bool

    /// Read what an object says of itself; nil if it is neither a report nor an inbound message.
    ///
    /// A report has `status` with `recipient`, or `type` = `send`; an inbound message has `body`, or `message` with
    /// `type` = `receive`.
    init?(_ element: Element) {
        let type = element.member("type").map { $0.value } ?? UnsafeBufferPointer(start: nil, count: 0)
        let status = element.member("status")
        let isReceived = ByteScan.equalIgnoringCase(type, "receive")
        if element.member("body") != nil || isReceived && element.member("message") != nil {
            kind = ByteScan.equalIgnoringCase(type, "mms") ? .inboundMms : .inboundSms
            verdict = .pending
            isFinal = true
            return
        }
        let isReport = element.member("recipient") != nil || ByteScan.equalIgnoringCase(type, "send")
        guard let status, isReport, !isReceived else { return nil }
        let state = PostbackCode.cellcast(ProviderCode(status.value))
        kind = .smsDelivery
        verdict = state?.verdict ?? .unknown
        isFinal = state?.isFinal ?? false
    }
}
