extension Sandbox {
    /// What STATUSDETAILS says of a message that was taken.
    static let accepted = "Accepted, waiting for delivery"

    /// TO, in international format (E110).
    func recipient(of call: SandboxCall) throws(SandboxRefusal) -> String {
        let to = call.text("TO")
        guard to.isMSISDN else { throw SandboxRefusal("E110", "Invalid recipient") }
        return to
    }

    /// FROM, which the account may use (E111).
    func sender(of call: SandboxCall) throws(SandboxRefusal) -> String {
        let from = call.text("FROM")
        guard account.senders.isEmpty || account.senders.contains(where: { $0.isSame(as: from) }) else {
            throw SandboxRefusal("E111", "Invalid shortcode")
        }
        return from
    }

    /// CAMPAIGNREF must be a campaign's (E714); if the account demands it, one in which the recipient is (E715).
    func checkCampaign(of call: SandboxCall, for to: String) throws(SandboxRefusal) {
        guard let reference = call.value("CAMPAIGNREF") else {
            if account.enforcesCampaign { throw SandboxRefusal("E714") }
            return
        }
        guard let campaign = store.campaign(reference, isEmail: false) else { throw SandboxRefusal("E714") }
        guard account.enforcesCampaign else { return }
        guard store.subscriptions(in: campaign).contains(where: { $0.address.isSame(as: to) }) else {
            throw SandboxRefusal("E715")
        }
    }

    /// Refuse the recipients whose last two digits ask for it.
    func admit(_ to: String) throws(SandboxRefusal) {
        if case .refused(let refusal) = SandboxFate(of: to) { throw refusal }
    }

    /// The reports on a message, and what its recipient sends in return.
    mutating func send(_ message: SandboxMessage, at now: Int) -> [SandboxPostback] {
        var list = message.postbacks(sentAt: now)
        let last = list.last?.due ?? now
        switch message.fate {
        case .answeredBySMS:
            list.append(inboundSMS(from: message.to, to: message.from, text: "Yes", due: last + Sandbox.pace))
        case .answeredByMMS:
            list.append(
                inboundMMS(from: message.to, to: message.from, subject: "Yes", files: [], due: last + Sandbox.pace))
        default: break
        }
        return list
    }

    /// Text without blanks at both ends.
    static func trimmed(_ text: Substring.UTF8View) -> String {
        var rest = text
        while let first = rest.first, first <= 0x20 { rest = rest.dropFirst() }
        while let last = rest.last, last <= 0x20 { rest = rest.dropLast() }
        return String(decoding: rest, as: Unicode.UTF8.self)
    }
}
