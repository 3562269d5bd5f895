extension CellcastSandbox {
    /// Entries a page (docs/cellcast.md, section 5).
    private static let perPage = 25
    private static let templatesPerPage = 15

    /// Section 4.6.
    func getSMS(_ input: CellcastValue, at now: Int) throws(CellcastRefusal) -> CellcastContent {
        try CellcastInput.check(input, as: "get-sms")
        guard let id = input["message_id"]?.words else { throw .empty("message_id") }
        guard let message = store.message(id) else {
            throw CellcastRefusal("NOT_FOUND", "No record was found.")
        }
        let entry: CellcastValue = [
            "to": .text(message.to), "body": .text(message.body), "sent_time": .text(SandboxTime.plain(message.goes)),
            "message_id": .text(message.id), "status": .text(String(words: message.state(at: now))),
            "subaccount_id": "",
        ]
        return CellcastContent("Record found", [entry])
    }

    /// Section 4.7: replies that are not marked as read, in the order in which they came.
    func getResponses(_ input: CellcastValue, at now: Int) throws(CellcastRefusal) -> CellcastContent {
        try CellcastInput.check(input, as: "get-responses")
        let type = input["type"]?.words
        let isMMS = type?.isSame(as: "mms") ?? false
        guard type == nil || isMMS || type?.isSame(as: "sms") ?? false else { throw .invalid("type") }
        let replies = store.replies.filter {
            $0.received <= now && !$0.isRead && (type == nil || $0.isMMS == isMMS)
        }
        return try page(replies.map { CellcastSandbox.entry($0) }, input, empty: "No Response are available!")
    }

    /// Section 4.9: numbers that opted out, by sending STOP.
    func getOptOut(_ input: CellcastValue, at now: Int) throws(CellcastRefusal) -> CellcastContent {
        try CellcastInput.check(input, as: "get-optout")
        let start = input["DATESTART"]?.words.flatMap { SandboxTime.milliseconds($0) } ?? 0
        let end = input["DATEEND"]?.words.flatMap { SandboxTime.milliseconds($0) } ?? now
        // Dates are whole seconds: the second that is named counts to its end.
        let optOuts = store.optOuts.filter { $0.created <= now && $0.created >= start && $0.created < end + 1000 }
        let entries = optOuts.map { optOut -> CellcastValue in
            [
                "number": .text("+" + optOut.number), "first_name": "", "last_name": "", "gender": "",
                "post_code": "", "dob": "", "created_at": .text(SandboxTime.plain(optOut.created)),
            ]
        }
        return try page(entries, input, empty: "No optout contact(s) are available!")
    }

    /// Section 4.10.
    func getTemplate(_ input: CellcastValue) throws(CellcastRefusal) -> CellcastContent {
        try CellcastInput.check(input, as: "get-template")
        let entries = store.templates.map { template -> CellcastValue in
            [
                "template_id": .text(template.id), "message_title": .text(template.title),
                "Message": .text(template.text), "created_at": "2024-01-01 00:00:00",
            ]
        }
        return try page(entries, input, perPage: Self.templatesPerPage, empty: "No templates are available!")
    }

    /// A reply in a list.
    private static func entry(_ reply: CellcastReply) -> CellcastValue {
        [
            "from": .text("+" + reply.from), "body": .text(reply.body),
            "received_at": .text(SandboxTime.plain(reply.received)),
            "custom_string": .text(reply.original?.customString ?? ""),
            "original_body": .text(reply.original?.body ?? ""),
            "original_message_id": .text(reply.original?.id ?? ""), "message_id": .text(reply.id),
        ]
    }

    /// One page of a list. Counts are partly strings, as they are in what servers sent; an empty list is an empty
    /// string there, and NOT_FOUND in the documents.
    private func page(
        _ entries: [CellcastValue], _ input: CellcastValue, perPage: Int? = nil, empty: String
    ) throws(CellcastRefusal) -> CellcastContent {
        let size = perPage ?? Self.perPage
        let number = input["page"]?.words?.wholeNumber ?? 1
        let count = (entries.count + size - 1) / size
        let perPageMember: CellcastValue = perPage.map { ["per_page": .number("\($0)")] } ?? [:]
        guard !entries.isEmpty else {
            if account.emptyIsNotFound { throw CellcastRefusal("NOT_FOUND", empty) }
            let data: CellcastValue = ["page": ["count": "0", "number": 0], "total": 0]
            return CellcastContent(empty, data + perPageMember + ["responses": ""])
        }
        let first = min((number - 1) * size, entries.count)
        let last = min(first + size, entries.count)
        let data: CellcastValue = [
            "page": ["count": .text("\(count)"), "number": .number("\(number)")],
            "total": .text("\(entries.count)"),
        ]
        return CellcastContent(
            "\(entries.count) found", data + perPageMember + ["responses": .list(Array(entries[first..<last]))])
    }
}
