import SkyDocument

extension Sandbox {
    /// Let a message come in on demand (docs/sandbox.md): the account gets N211, or N401 if files are named.
    ///
    /// - Parameter form: encoded `from`, `to`, `text`, `subject`, `keyword`, and `file` as often as there are files;
    ///   all optional.
    /// - Returns: the answer, whose body is plain text.
    package mutating func receive(_ form: [UInt8], at now: Int) -> SandboxAnswer {
        let fields = SandboxForm(form)
        for field in fields.fields {
            let isWritable = field.value.withUnsafeBufferPointer {
                UTF8.firstInvalid(in: $0) == nil && XMLText.firstForbidden(in: $0) == nil
            }
            if !isWritable { return SandboxAnswer(body: "a value that no document can hold\n", code: "E100") }
        }
        let from = Sandbox.text(fields, "from") ?? "15550100001"
        let to = Sandbox.text(fields, "to") ?? ownSender
        let files = fields.values("file").map { String(decoding: $0, as: Unicode.UTF8.self) }
        let postback =
            files.isEmpty
            ? inboundSMS(from: from, to: to, text: Sandbox.text(fields, "text") ?? "", due: now)
            : inboundMMS(
                from: from, to: to, keyword: Sandbox.text(fields, "keyword"), subject: Sandbox.text(fields, "subject"),
                files: files, due: now)
        return SandboxAnswer(body: postback.code + "\n", postbacks: [postback])
    }

    private static func text(_ form: SandboxForm, _ name: StaticString) -> String? {
        form.values(name).first.map { String(decoding: $0, as: Unicode.UTF8.self) }
    }

    /// N211 (docs/skycore.md, section 5.6).
    mutating func inboundSMS(from: String, to: String, text: String, due: Int) -> SandboxPostback {
        let number = "\(store.next())"
        let transaction = "000XA-00002-000BC-" + Sandbox.padded(number, 5)
        return SandboxPostback(
            "N211", origin: "SMS_MO", due: due,
            [
                "FROM": from, "TO": to, "TEXT": text, "RECEIVED": SandboxTime.text(due),
                "TRANSACTIONID": transaction,
            ])
    }

    /// N401 (section 5.6). Its TRACKINGID is the id for removeMMSInboxMessage.
    ///
    /// - Parameter files: addresses; empty for a picture and a text that lead nowhere.
    mutating func inboundMMS(
        from: String, to: String, keyword: String? = nil, subject: String?, files: [String], due: Int
    ) -> SandboxPostback {
        let id = "MMS_MO_\(store.next())"
        store.inbox.append(SandboxStore.InboxMessage(id: id))
        let base = "https://media.sandbox.invalid/\(id)/"
        let named = files.isEmpty ? [base + "layout.smil", base + "picture.jpeg", base + "text.txt"] : files
        let body = SandboxXML.document("POSTBACK") { document in
            document.fields([
                "ORIGIN": "MMS_MO", "CODE": "N401", "FROM": from, "TO": to, "KEYWORD": keyword ?? "",
                "SUBJECT": subject, "TRACKINGID": id, "SPID": Sandbox.carrier,
                "TIMESTAMP": SandboxTime.text(due),
            ])
            document.block("CONTENT") { $0.fields(SandboxFields("FILE", each: named)) }
        }
        return SandboxPostback(code: "N401", body: "<?xml version='1.0'?>" + body, due: due)
    }
}
