extension CellcastSandbox {
    /// Bring about the callbacks on messages: one report for those that end at the same moment, and what recipients
    /// answer.
    mutating func announce(_ messages: [CellcastMessage]) {
        var moments: [Int] = []
        for message in messages {
            if let ends = message.ends, !moments.contains(ends) { moments.append(ends) }
        }
        for moment in moments {
            report(on: messages.filter { $0.ends.map { $0 == moment } ?? false }, at: moment)
        }
        for message in messages {
            let moment = (message.ends ?? message.goes) + Sandbox.pace
            switch message.fate {
            case .answers(let words): takeReply(from: message.to, String(words: words), original: message, at: moment)
            case .answersWithMMS: takeReply(from: message.to, "Yes", isMMS: true, original: message, at: moment)
            default: break
            }
        }
    }

    /// Reports on messages that came into their last states (docs/cellcast.md, section 7): in v3 an array, on the newer
    /// platform one object each.
    private mutating func report(on messages: [CellcastMessage], at moment: Int) {
        let v3 = messages.filter { $0.generation == .v3 }
        for message in messages where message.generation == .v1 {
            let state = message.state(at: moment)
            let report: CellcastValue = [
                "_id": .text(message.id), "status": .text(Self.lowered(state)), "type": "send",
                "sender": .text(sender(of: message)), "receiver": .text("+" + message.to),
            ]
            reports.append(SandboxPostback(code: String(words: state), body: report.json, due: moment))
        }
        guard let first = v3.first else { return }
        let entries = v3.map { message -> CellcastValue in
            [
                "message_id": .text(message.id), "status": .text(String(words: message.state(at: moment))),
                "recipient": .text(message.to), "custom_string": .text(message.customString),
                "source": .text(message.source),
            ]
        }
        let code = v3.count == 1 ? String(words: first.state(at: moment)) : "\(v3.count) reports"
        reports.append(SandboxPostback(code: code, body: CellcastValue.list(entries).json, due: moment))
    }

    /// A message comes in. STOP takes the number out of what is accepted from then on.
    mutating func takeReply(
        from number: String, to own: String? = nil, _ text: String, isMMS: Bool = false, original: CellcastMessage?,
        at moment: Int
    ) {
        let to = own ?? original.map { sender(of: $0) } ?? Self.sharedNumber
        let reply = CellcastReply(
            id: store.nextReply(), from: number, to: to, body: text, isMMS: isMMS, received: moment,
            original: original)
        store.replies.append(reply)
        if Self.isStop(text) { store.optOuts.append(CellcastStore.OptOut(number: number, created: moment)) }
        let isNewer = original.map { $0.generation == .v1 } ?? false
        let body = isNewer ? Self.newerCallback(reply) : Self.callback(reply)
        inbound.append(SandboxPostback(code: isMMS ? "MMS" : "SMS", body: body.json, due: moment))
    }

    private static func callback(_ reply: CellcastReply) -> CellcastValue {
        [
            "from": .text("+" + reply.from), "body": .text(reply.body),
            "received_at": .text(SandboxTime.plain(reply.received)), "message_id": .text(reply.id),
            "custom_string": .text(reply.original?.customString ?? ""), "type": reply.isMMS ? "MMS" : "SMS",
            "original_message_id": .text(reply.original?.id ?? ""),
            "original_body": .text(reply.original?.body ?? ""),
        ]
    }

    private static func newerCallback(_ reply: CellcastReply) -> CellcastValue {
        [
            "_id": .text(reply.id), "status": "received", "type": "receive", "message": .text(reply.body),
            "sender": .text("+" + reply.from), "receiver": .text("+" + reply.to),
        ]
    }

    /// Let a message come in on demand (docs/sandbox.md).
    ///
    /// - Parameter form: encoded `from`, `to`, `text`, and `file` for an MMS; all optional.
    /// - Returns: an answer whose body is plain text.
    package mutating func receive(_ form: [UInt8], at now: Int) -> CellcastHTTPAnswer {
        reports = []
        inbound = []
        let fields = SandboxForm(form)
        func text(_ name: StaticString) -> String? {
            fields.values(name).first.map { String(decoding: $0, as: Unicode.UTF8.self) }
        }
        let from = CellcastRecipient(text("from") ?? "61491570101").digits
        var answer: CellcastHTTPAnswer
        if let from {
            takeReply(
                from: from, to: text("to"), text("text") ?? "", isMMS: text("file") != nil,
                original: store.lastMessage(to: from), at: now)
            answer = CellcastHTTPAnswer(status: 200, body: "taken\n")
        } else {
            answer = CellcastHTTPAnswer(status: 400, body: "from: no Australian mobile number\n", code: "FIELD_INVALID")
        }
        answer.contentType = "text/plain"
        answer.inbound = inbound
        return answer
    }

    /// Whether a text says that nothing more is wanted.
    private static func isStop(_ text: String) -> Bool {
        Sandbox.trimmed(text.utf8[...]).utf8.map { $0 & 0xDF }.elementsEqual("STOP".utf8)
    }

    /// A state as the newer platform writes it.
    static func lowered(_ state: StaticString) -> String {
        let bytes = String(words: state).utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        return String(decoding: bytes, as: Unicode.UTF8.self)
    }
}
