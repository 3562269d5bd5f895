extension Sandbox {
    /// Milliseconds until a sound or a film has been encoded.
    package static let encodingTime = 1000

    /// docs/skycore.md, section 4.3. N003 follows, or E002 or E003 for a file that cannot be encoded.
    mutating func saveMMS(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let files = try checkedFiles(of: call)
        let isEncoded = files.files.contains { $0.isEncoded }
        let ready = call.now + (isEncoded ? Sandbox.encodingTime : Sandbox.pace)
        let content = storeContent(call, files, ready: isEncoded ? ready : call.now)
        let report =
            files.files.first { $0.cannotBeEncoded }.map {
                $0.encodingReport(isSending: false, mmsID: content.id, due: ready)
            } ?? SandboxPostback("N003", origin: "MMS_MT", due: ready, ["MMSID": content.id])
        return .success(["MMSID": content.id], [report])
    }

    /// The slides' files, none of which is refused at once.
    func checkedFiles(of call: SandboxCall) throws(SandboxRefusal) -> (count: Int, files: [SandboxFile]) {
        let slides = call.slides()
        for file in slides.files {
            if let refusal = file.refusal { throw refusal }
        }
        return slides
    }

    /// Store an MMS.
    mutating func storeContent(
        _ call: SandboxCall, _ slides: (count: Int, files: [SandboxFile]), ready: Int
    ) -> SandboxStore.Content {
        let content = SandboxStore.Content(
            id: store.nextMMS(), name: call.text("NAME"), subject: call.text("SUBJECT"), slideCount: slides.count,
            created: call.now, ready: ready, isBroken: slides.files.contains { $0.cannotBeEncoded },
            hasPass: slides.files.contains { $0.kind == .passbook },
            allowsLink: !call.text("DISABLEFALLBACKSMS").isSame(as: "yes"))
        store.contents.append(content)
        return content
    }

    /// A stored MMS that can be sent: E241 if it does not exist or could not be encoded, E626 while that goes on.
    func usableContent(_ id: String, at now: Int) throws(SandboxRefusal) -> SandboxStore.Content {
        guard let content = store.content(id) else { throw SandboxRefusal("E241") }
        if now < content.ready { throw SandboxRefusal("E626") }
        if content.isBroken { throw SandboxRefusal("E241") }
        return content
    }

    /// Section 4.9: an account without any answers a failure.
    func getMmsIds() throws(SandboxRefusal) -> SandboxAnswer {
        guard !store.contents.isEmpty else { throw SandboxRefusal("E200") }
        return .success(["MMSIDS": Sandbox.joined(store.contents.map { $0.id })])
    }

    /// Section 4.14.
    mutating func deleteMMSID(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let id = call.text("MMSID")
        guard store.content(id) != nil else { throw SandboxRefusal("E241") }
        store.contents.removeAll { $0.id.isSame(as: id) }
        return .success(["MMSID": id])
    }

    /// Section 4.13: E642 if the content has been removed before.
    mutating func removeMMSInboxMessage(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let id = call.text("MMSINBOXID")
        guard let index = store.inbox.firstIndex(where: { $0.id.isSame(as: id) }) else {
            throw SandboxRefusal("E641")
        }
        guard !store.inbox[index].isRemoved else { throw SandboxRefusal("E642") }
        store.inbox[index].isRemoved = true
        return .success(["MMSINBOXID": id])
    }

    /// Section 4.15, in the lower-case dialect of the sister service, the only one that documents it.
    func getMMSTemplates(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        guard let page = (call.value("PAGENUMBER") ?? "1").wholeNumber, page > 0 else { throw SandboxRefusal("E212") }
        guard let size = (call.value("ITEMSPERPAGE") ?? "100").wholeNumber, size > 0 else {
            throw SandboxRefusal("E213")
        }
        let start = call.value("STARTDATE")
        var found = store.contents
        if let start {
            guard let since = SandboxTime.milliseconds(start) else { throw SandboxRefusal("E214") }
            found = found.filter { $0.created >= since }
        }
        let first = min((page - 1) * size, found.count)
        let listed = found[first..<min(first + size, found.count)]
        let body = SandboxXML.document("response") { document in
            document.fields([
                "status": "Success", "start-date": start, "page-number": "\(page)",
                "items-per-page": "\(size)", "total-results": "\(found.count)",
            ])
            for content in listed {
                document.block("mms-template") {
                    $0.fields([
                        "mms-id": content.id, "mms-name": content.name, "mms-subject": content.subject,
                        "date-created": SandboxTime.text(content.created),
                        "total-slides": "\(content.slideCount)", "mms-size": "\(content.slideCount * 1024)",
                    ])
                }
            }
        }
        return SandboxAnswer(body: body)
    }

    /// Ids as lists of them are written: with commas and no blanks.
    static func joined(_ ids: [String]) -> String {
        var list = ""
        for id in ids {
            if !list.utf8.isEmpty { list += "," }
            list += id
        }
        return list
    }
}
