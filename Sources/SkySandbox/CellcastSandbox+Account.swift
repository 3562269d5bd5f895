extension CellcastSandbox {
    /// docs/cellcast.md, section 4.11: balances are decimal strings.
    func accountContent() -> CellcastContent {
        CellcastContent(
            "Account",
            [
                "account_name": "Sandbox", "account_email": "sandbox@example.com",
                "sms_balance": .text(Self.exactCredits(store.balanceSMS)),
                "mms_balance": .text(Self.exactCredits(store.balanceMMS)),
            ])
    }

    /// Section 4.12: the sender may be used at once.
    mutating func registerSender(_ input: CellcastValue) throws(CellcastRefusal) -> CellcastContent {
        try CellcastInput.check(input, as: "register-alpha-id")
        guard let name = input["custom_id"]?.words else { throw .empty("custom_id") }
        guard input["description"]?.words != nil else { throw .empty("description") }
        try CellcastInput.check(["sms_text": "x", "numbers": "x", "from": .text(name)], as: "send-sms")
        // An account without a list may use any sender, and must not lose that.
        if !account.senders.isEmpty { store.senders.append(name) }
        return CellcastContent("Registered.", [])
    }

    /// Section 4.8: one reply, or all up to a time, or all.
    mutating func markRead(_ input: CellcastValue, at now: Int) throws(CellcastRefusal) -> CellcastContent {
        if let id = input["message_id"]?.words {
            try markRead(id, at: now)
        } else if let date = input["date_before"]?.words {
            guard let moment = SandboxTime.milliseconds(date) else { throw .invalid("date_before") }
            markAll(before: moment, at: now)
        } else {
            markAll(before: now + 1, at: now)
        }
        return CellcastContent("Marked.", [])
    }

    /// Section 4.8: many replies; if one does not exist none is marked.
    mutating func markManyRead(_ input: CellcastValue, at now: Int) throws(CellcastRefusal) -> CellcastContent {
        try CellcastInput.check(input, as: "inbound-read-bulk")
        guard let ids = input["message_id"]?.elements else { throw .invalid("message_id") }
        let before = store.replies
        for id in ids {
            do throws(CellcastRefusal) {
                try markRead(id.words ?? "", at: now)
            } catch {
                store.replies = before
                throw error
            }
        }
        return CellcastContent("Marked.", [])
    }

    private mutating func markRead(_ id: String, at now: Int) throws(CellcastRefusal) {
        guard let index = store.replies.firstIndex(where: { $0.id.isSame(as: id) && $0.received <= now }) else {
            throw CellcastRefusal("NOT_FOUND", "There is no such reply.")
        }
        store.replies[index].isRead = true
    }

    private mutating func markAll(before moment: Int, at now: Int) {
        for index in store.replies.indices {
            let received = store.replies[index].received
            if received < moment, received <= now { store.replies[index].isRead = true }
        }
    }
}
