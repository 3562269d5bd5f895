extension CellcastSandbox {
    /// The newer platform, as far as its sends go (docs/cellcast.md, section 5): `v1/gateway` and the state of one
    /// message. Bearer token, its own envelope, its own short failures.
    mutating func answerNewer(_ request: CellcastHTTPRequest, _ now: Int) -> CellcastHTTPAnswer {
        do throws(CellcastRefusal) {
            guard request.path.isBelow("/api/v1/") || request.path.isBelow("/api/v2/") else { throw .noCall }
            try admit(request, isNewer: true, at: now)
            let call = request.path.behind("/api/")
            if request.method.isSame(as: "POST"), call.isSame(as: "v1/gateway") {
                return try sendByGateway(request, at: now)
            }
            if request.method.isSame(as: "GET"), call.isBelow("v2/report/message/") {
                return try getReport(call.behind("v2/report/message/"), at: now)
            }
            throw CellcastRefusal.noCall
        } catch {
            return Self.newerAnswer(error)
        }
    }

    private mutating func sendByGateway(
        _ request: CellcastHTTPRequest, at now: Int
    ) throws(CellcastRefusal) -> CellcastHTTPAnswer {
        let input = try CellcastInput.read(request)
        try CellcastInput.check(input, as: "v1/gateway")
        let template = input["templateId"]?.words
        let text = input["message"]?.words ?? store.templates.first { $0.id.isSame(as: template ?? "") }?.text
        guard let text else { throw template == nil ? .empty("message") : .invalid("templateId") }
        let recipients = try Self.recipients(input["contacts"] ?? .nothing, "contacts")
        // Milliseconds here, minutes in v3.
        var order = CellcastOrder(text, to: recipients, goes: now + (input["delay"]?.words?.wholeNumber ?? 0))
        if let date = input["scheduleAt"]?.words {
            guard let moment = SandboxTime.milliseconds(date) else { throw .invalid("scheduleAt") }
            order.goes = max(now, moment)
        }
        order.generation = .v1
        let sender = input["sender"]?.words ?? ""
        order.from = sender.isSame(as: "#SharedNum#") ? "" : sender
        order.customString = input["customString"]?.words ?? ""
        let acceptance = try accept(order, at: now)
        return CellcastHTTPAnswer(
            status: 200, body: Self.envelope(true, "Accepted", data: Self.queue(acceptance), error: [:]).json)
    }

    /// What became of each number.
    private static func queue(_ acceptance: Acceptance) -> CellcastValue {
        let entries = acceptance.messages.map { message -> CellcastValue in
            [
                "Contact": .text(String(decoding: message.to.utf8.dropFirst(2), as: Unicode.UTF8.self)),
                "MessageId": .text(message.id), "Result": "queued", "Number": .text("+" + message.to),
            ]
        }
        return [
            "queueResponse": .list(entries), "message": "queued",
            "invalidContacts": .list(acceptance.invalid.map { .text($0.written) }),
            "unsubscribeContacts": .list(acceptance.unsubscribed.map { .text($0.written) }),
            "totalValidContact": .number("\(acceptance.messages.count)"),
            "totalInvalidContact": .number("\(acceptance.invalid.count)"),
            "totalUnsubscribeContact": .number("\(acceptance.unsubscribed.count)"),
        ]
    }

    private func getReport(_ id: String, at now: Int) throws(CellcastRefusal) -> CellcastHTTPAnswer {
        guard let message = store.message(id) else { throw CellcastRefusal("NOT_FOUND", "Message not found") }
        let data: CellcastValue = [
            "_id": .text(message.id), "status": .text(Self.lowered(message.state(at: now))),
            "send_time": .text(SandboxTime.precise(message.goes)),
            "updatedAt": .text(SandboxTime.precise(message.changed(at: now))),
            "receiver": .text("+" + message.to), "smsDetail": ["smscount": .number("\(message.parts)")],
        ]
        return CellcastHTTPAnswer(status: 200, body: Self.envelope(true, "Message", data: data, error: [:]).json)
    }

    // MARK: - Forms

    /// A refusal in one of the platform's ways: the short one for tokens, throttling and calls that do not exist; 422
    /// for credit; `status` true beside HTTP 400 for …87.
    private static func newerAnswer(_ refusal: CellcastRefusal) -> CellcastHTTPAnswer {
        if case .page = refusal.form { return CellcastForm(hasErrorBlock: false).answer(refusal) }
        let words = CellcastValue.text(refusal.words)
        var status = refusal.status
        var body: CellcastValue
        if status == 401 || status == 429 || status == 404 {
            body = ["code": .number("\(status)"), "message": words]
        } else if case .disguised = refusal.form {
            body = envelope(true, refusal.words, data: 400, error: [:])
        } else {
            if refusal.words.holds("credit") { status = 422 }
            body = envelope(false, refusal.words, data: [:], error: ["errorMessage": words])
        }
        var answer = CellcastHTTPAnswer(status: status, body: body.json, code: refusal.code)
        answer.retryAfter = refusal.retryAfter
        return answer
    }

    private static func envelope(
        _ isSuccess: Bool, _ words: String, data: CellcastValue, error: CellcastValue
    ) -> CellcastValue {
        [
            "app_type": "web", "app_version": "1.0", "maintainence": 0, "new_version": 0, "force_update": 0,
            "invalid_token": 0, "refresh_token": "", "show_message": 0, "is_enc": false, "status": .flag(isSuccess),
            "message": .text(words), "message_type": "toast", "data": data, "error": error,
        ]
    }
}
