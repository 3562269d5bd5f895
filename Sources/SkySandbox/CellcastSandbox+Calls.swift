extension CellcastSandbox {
    /// docs/cellcast.md, section 4.1.
    mutating func sendSMS(_ input: CellcastValue, at now: Int) throws(CellcastRefusal) -> CellcastContent {
        try CellcastInput.check(input, as: "send-sms")
        return try sendText(input, at: now)
    }

    /// Section 4.4.
    mutating func sendToNewZealand(_ input: CellcastValue, at now: Int) throws(CellcastRefusal) -> CellcastContent {
        try CellcastInput.check(input, as: "send-sms-nz")
        return try sendText(input, isNewZealand: true, at: now)
    }

    private mutating func sendText(
        _ input: CellcastValue, isNewZealand: Bool = false, takesOne: Bool = false, at now: Int
    ) throws(CellcastRefusal) -> CellcastContent {
        guard let text = input["sms_text"]?.words else { throw .empty("sms_text") }
        let numbers = try recipients(input, isNewZealand: isNewZealand, takesOne: takesOne)
        var order = CellcastOrder(text, to: numbers, goes: now)
        try order.take(input, at: now)
        let acceptance = try accept(order, at: now)
        return content(of: acceptance, order)
    }

    /// Section 4.2: an array of envelopes, one for each message. Which HTTP status a mixed outcome has no document
    /// says: here it is 200 unless all were refused.
    mutating func sendMany(
        _ request: CellcastHTTPRequest, _ form: CellcastForm, at now: Int
    ) throws(CellcastRefusal) -> CellcastHTTPAnswer {
        guard request.method.isSame(as: "POST") else { throw .noCall }
        guard let list = try CellcastInput.read(request).elements else {
            throw CellcastRefusal("FIELD_INVALID", "An array of messages was expected.")
        }
        guard !list.isEmpty else { throw CellcastRefusal("FIELD_EMPTY", "There is no message.") }
        var envelopes: [CellcastValue] = []
        var firstRefusal: CellcastRefusal?
        var hasSuccess = false
        for message in list {
            do throws(CellcastRefusal) {
                try CellcastInput.check(message, as: "bulk-send-sms", message: "message")
                envelopes.append(form.envelope(try sendText(message, takesOne: true, at: now)))
                hasSuccess = true
            } catch {
                envelopes.append(form.envelope(error))
                firstRefusal = firstRefusal ?? error
            }
        }
        let status = hasSuccess ? 200 : firstRefusal?.status ?? 200
        return CellcastHTTPAnswer(
            status: status, body: CellcastValue.list(envelopes).json, code: firstRefusal?.code)
    }

    /// Section 4.3: recipients are objects with what is filled in for them.
    mutating func sendTemplate(_ input: CellcastValue, at now: Int) throws(CellcastRefusal) -> CellcastContent {
        try CellcastInput.check(input, as: "send-sms-template")
        guard let id = input["template_id"]?.words else { throw .empty("template_id") }
        guard let template = store.templates.first(where: { $0.id.isSame(as: id) }) else {
            throw .invalid("template_id")
        }
        guard let list = input["numbers"]?.elements else { throw .invalid("numbers") }
        var recipients: [CellcastRecipient] = []
        for entry in list {
            guard let number = entry["number"]?.words else { throw .empty("number") }
            var recipient = CellcastRecipient(number)
            recipient.values = entry.members
            recipients.append(recipient)
        }
        var order = CellcastOrder(template.text, to: recipients, goes: now)
        order.isTemplate = true
        try order.take(input, at: now)
        let acceptance = try accept(order, at: now)
        return content(of: acceptance, order)
    }

    /// Section 4.5: a form with a picture in it.
    mutating func sendMMS(_ input: CellcastValue, at now: Int) throws(CellcastRefusal) -> CellcastContent {
        try CellcastInput.check(input, as: "send-mms")
        guard let text = input["mms_text"]?.words else { throw .empty("mms_text") }
        guard case .file = input["mms_file"] else { throw .invalid("mms_file") }
        var order = CellcastOrder(text, to: try recipients(input), goes: now)
        order.isMMS = true
        order.subject = input["subject"]?.words
        let acceptance = try accept(order, at: now)
        return content(of: acceptance, order)
    }

    /// The recipients of a call.
    ///
    /// - Parameter takesOne: one recipient may be a plain string.
    private func recipients(
        _ input: CellcastValue, isNewZealand: Bool = false, takesOne: Bool = false
    ) throws(CellcastRefusal) -> [CellcastRecipient] {
        guard let numbers = input["numbers"], !numbers.isEmpty else { throw .empty("numbers") }
        if takesOne, case .text(let number) = numbers { return [CellcastRecipient(number)] }
        return try CellcastSandbox.recipients(numbers, "numbers", isNewZealand: isNewZealand)
    }

    /// The recipients in an array of texts.
    static func recipients(
        _ numbers: CellcastValue, _ field: StaticString, isNewZealand: Bool = false
    ) throws(CellcastRefusal) -> [CellcastRecipient] {
        guard let elements = numbers.elements else { throw .invalid(field) }
        var list: [CellcastRecipient] = []
        for element in elements {
            guard case .text(let number) = element else { throw .invalid(field) }
            list.append(CellcastRecipient(number, isNewZealand: isNewZealand))
        }
        return list
    }
}
