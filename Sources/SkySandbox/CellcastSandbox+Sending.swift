import SkyText

extension CellcastSandbox {
    /// What became of an order.
    struct Acceptance {
        var messages: [CellcastMessage] = []
        /// Numbers that messages cannot go to, and numbers that opted out.
        var invalid: [CellcastRecipient] = []
        var unsubscribed: [CellcastRecipient] = []
        /// Hundredths of credits.
        var price = 0
    }

    /// Messages to one of the vendor's shared numbers cost a credit for each part, others a third more
    /// (docs/cellcast.md, section 4.1).
    private static let sharedPrice = 100
    private static let ownPrice = 133
    /// Hundredths of credits below which answers say so.
    private static let fewCredits = 5000

    /// Take an order: check text, recipients, sender and credits; send what can be sent.
    mutating func accept(_ order: CellcastOrder, at now: Int) throws(CellcastRefusal) -> Acceptance {
        var acceptance = Acceptance()
        var taken: [CellcastRecipient] = []
        for recipient in order.recipients {
            guard let digits = recipient.digits else {
                acceptance.invalid.append(recipient)
                continue
            }
            switch CellcastFate(of: digits) {
            case .refused(let refusal): throw refusal
            case .leftOut: acceptance.unsubscribed.append(recipient)
            default:
                if store.hasOptedOut(digits, at: now) {
                    acceptance.unsubscribed.append(recipient)
                } else {
                    taken.append(recipient)
                }
            }
        }
        guard !taken.isEmpty || order.generation == .v1 else { throw .noRecipient }
        try checkSender(order.from)
        let price = order.from.utf8.isEmpty || order.isMMS ? Self.sharedPrice : Self.ownPrice
        var parts: [Int] = []
        for recipient in taken { parts.append(order.isMMS ? 1 : try Self.parts(of: order.text(for: recipient))) }
        acceptance.price = price * parts.reduce(0, +)
        try pay(acceptance.price, isMMS: order.isMMS)
        for (recipient, parts) in zip(taken, parts) {
            acceptance.messages.append(message(order, to: recipient, parts, at: now))
        }
        store.messages += acceptance.messages
        announce(acceptance.messages)
        return acceptance
    }

    private mutating func message(
        _ order: CellcastOrder, to recipient: CellcastRecipient, _ parts: Int, at now: Int
    ) -> CellcastMessage {
        CellcastMessage(
            id: store.nextMessage(order.generation), generation: order.generation, to: recipient.digits ?? "",
            from: order.from, body: order.text(for: recipient), parts: parts, subject: order.subject,
            isMMS: order.isMMS,
            customString: order.customString, source: order.source, accepted: now, goes: order.goes)
    }

    private func checkSender(_ from: String) throws(CellcastRefusal) {
        if from.utf8.isEmpty || store.senders.isEmpty { return }
        if !store.senders.contains(where: { $0.isSame(as: from) }) { throw .invalid("from") }
    }

    /// How many parts a text takes.
    private static func parts(of text: String) throws(CellcastRefusal) -> Int {
        let info: TextInfo
        do throws(TextError) {
            info = try Array(text.utf8).withUnsafeBufferPointer { (bytes) throws(TextError) in
                try TextMeter.measure(bytes)
            }
        } catch {
            throw .invalid("sms_text")
        }
        guard ProviderLimits.limit(of: .message, at: .cellcast).admits(info) else {
            throw CellcastRefusal("FIELD_INVALID", "The text is too long.")
        }
        return max(1, info.segments)
    }

    private mutating func pay(_ price: Int, isMMS: Bool) throws(CellcastRefusal) {
        guard price <= (isMMS ? store.balanceMMS : store.balanceSMS) else { throw .noCredit }
        if isMMS { store.balanceMMS -= price } else { store.balanceSMS -= price }
    }

    // MARK: - Answers

    /// What v3 answers to a send. It does not say which numbers were left out, only how many were not.
    func content(of acceptance: Acceptance, _ order: CellcastOrder) -> CellcastContent {
        let messages = acceptance.messages.map { entry($0) }
        let count = "\(acceptance.messages.count)"
        let price = Self.credits(acceptance.price)
        let balance = order.isMMS ? store.balanceMMS : store.balanceSMS
        // The page on MMS shows two of the counts as strings (section 4.1).
        let counts: CellcastValue = [
            "total_numbers": .number("\(order.recipients.count)"),
            "success_number": order.isMMS ? .text(count) : .number(count),
            "credits_used": order.isMMS ? .text(price) : .number(price),
        ]
        let alert = balance < Self.fewCredits ? "Your credits are low: \(Self.credits(balance)) left." : nil
        return CellcastContent("Queued", ["messages": .list(messages)] + counts, alert: alert)
    }

    /// One message of a send. Numbers have a plus in the samples of MMS, and none in what servers sent.
    private func entry(_ message: CellcastMessage) -> CellcastValue {
        let date = CellcastValue.text(SandboxTime.plain(message.accepted))
        if message.isMMS {
            return [
                "message_id": .text(message.id), "to": .text("+" + message.to),
                "subject": .text(message.subject ?? ""), "body": .text(message.body), "date": date, "direction": "out",
            ]
        }
        return [
            "message_id": .text(message.id), "from": .text(sender(of: message)), "to": .text(message.to),
            "body": .text(message.body), "date": date, "custom_string": .text(message.customString),
            "direction": "out",
        ]
    }

    /// The number or word that a message comes from.
    func sender(of message: CellcastMessage) -> String {
        message.from.utf8.isEmpty ? Self.sharedNumber : message.from
    }

    /// The vendor's shared number: one that is kept for fiction.
    static var sharedNumber: String { "61491570006" }

    /// `12` or `2.66` for hundredths.
    static func credits(_ hundredths: Int) -> String {
        hundredths % 100 == 0 ? "\(hundredths / 100)" : exactCredits(hundredths)
    }

    /// `12.00` for hundredths.
    static func exactCredits(_ hundredths: Int) -> String {
        "\(hundredths / 100)." + Sandbox.padded("\(hundredths % 100)", 2)
    }
}
