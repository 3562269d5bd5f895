extension Sandbox {
    /// The sender of messages whose requests name none.
    var ownSender: String { account.senders.first ?? "55501" }

    /// docs/skycore.md, section 4.1.
    mutating func sendSMS(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let to = try recipient(of: call)
        let from = try sender(of: call)
        try checkCampaign(of: call, for: to)
        try admit(to)
        let message = SandboxMessage(
            to: to, from: from, mask: call.value("FROMMASK"), tracking: "SMS_\(store.nextTracking())")
        return .success(["TRACKINGID": message.tracking, "TO": to], send(message, at: call.now))
    }

    /// Section 4.2: storing and sending in one step. A file that cannot be encoded shows in a report only.
    mutating func sendMMS(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let to = try recipient(of: call)
        let from = try sender(of: call)
        try checkCampaign(of: call, for: to)
        try admit(to)
        let files = try checkedFiles(of: call)
        let content = storeContent(call, files, ready: call.now)
        var details = SandboxMessage.Content(mmsID: content.id)
        details.isNew = true
        details.allowsLink = content.allowsLink
        details.brokenFile = files.files.first { $0.cannotBeEncoded }
        let message = SandboxMessage(
            to: to, from: from, tracking: "MMS_\(store.nextTracking())", content: details)
        return .success(
            [
                "TO": to, "MMSID": content.id, "TRACKINGID": message.tracking,
                "STATUSDETAILS": Sandbox.accepted,
            ], send(message, at: call.now))
    }

    /// Sections 4.4 and 4.6. A list of numbers, as in 2013, is answered with one SENDING for each.
    ///
    /// - Parameters:
    ///   - namesSender: whether the answer has FROM; of sendMMSBarcode it has not.
    ///   - hasDetails: whether the answer has STATUSDETAILS; of sendSavedMMS only it has.
    mutating func sendSavedMMS(
        _ call: SandboxCall, namesSender: Bool = true, hasDetails: Bool = true
    ) throws(SandboxRefusal) -> SandboxAnswer {
        let content = try usableContent(call.text("MMSID"), at: call.now)
        let numbers = call.text("TO").utf8.split(separator: 0x2C).map { Sandbox.trimmed($0) }
        if numbers.count > 100 { throw SandboxRefusal("E623") }
        let from = try sender(of: call)
        if numbers.count > 1 { return sendToList(numbers, from, content, call) }
        let to = try recipient(of: call)
        let message = try prepare(content, to: to, from: from, call)
        return .success(
            [
                "MMSID": content.id, "TRACKINGID": message.tracking, "TO": to, "FROM": namesSender ? from : nil,
                "STATUSDETAILS": hasDetails ? Sandbox.accepted : nil,
            ], send(message, at: call.now))
    }

    private mutating func sendToList(
        _ numbers: [String], _ from: String, _ content: SandboxStore.Content, _ call: SandboxCall
    ) -> SandboxAnswer {
        var sendings: [SandboxFields] = []
        var postbacks: [SandboxPostback] = []
        for to in numbers {
            do throws(SandboxRefusal) {
                guard to.isMSISDN else { throw SandboxRefusal("E110", "Invalid recipient") }
                let message = try prepare(content, to: to, from: from, call)
                sendings.append(["TRACKINGID": message.tracking, "TO": to])
                postbacks += send(message, at: call.now)
            } catch {
                sendings.append(["ERRORCODE": error.code, "TO": to, "ERRORINFO": error.words])
            }
        }
        let body = SandboxXML.document("RESPONSE") { document in
            document.fields(["STATUS": "Success", "MMSID": content.id])
            for sending in sendings { document.block("SENDING") { $0.fields(sending) } }
        }
        return SandboxAnswer(body: body, postbacks: postbacks)
    }

    private mutating func prepare(
        _ content: SandboxStore.Content, to: String, from: String, _ call: SandboxCall
    ) throws(SandboxRefusal) -> SandboxMessage {
        try checkCampaign(of: call, for: to)
        try admit(to)
        var details = SandboxMessage.Content(mmsID: content.id)
        details.hasDiscovery = call.value("DDMTEXT") != nil
        details.allowsLink = content.allowsLink && !(call.text("DISABLEFALLBACKSMS").isSame(as: "yes"))
        return SandboxMessage(to: to, from: from, tracking: "MMS_\(store.nextTracking())", content: details)
    }

    /// Section 4.5: to everybody in a campaign. Who would be refused is passed over.
    mutating func sendSavedMMSCampaign(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let content = try usableContent(call.text("MMSID"), at: call.now)
        guard let campaign = store.campaign(call.text("TOCAMPAIGN"), isEmail: false) else {
            throw SandboxRefusal("E714")
        }
        let schedule = "\(store.next())"
        var postbacks: [SandboxPostback] = []
        for subscription in store.subscriptions(in: campaign) {
            if case .refused = SandboxFate(of: subscription.address) { continue }
            var details = SandboxMessage.Content(mmsID: content.id)
            details.allowsLink = content.allowsLink
            let message = SandboxMessage(
                to: subscription.address, from: ownSender, tracking: "MMS_\(store.nextTracking())", content: details,
                scheduleID: schedule)
            postbacks += send(message, at: call.now)
        }
        return .success(["MMSID": content.id, "SCHEDULEDID": schedule], postbacks)
    }

    /// Section 4.7: no STATUS for the whole, one SUBSCRIBER for each number.
    mutating func sendMessageBySubscriberRef(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        guard let campaign = store.campaign(call.text("CAMPAIGNREF"), isEmail: false) else {
            throw SandboxRefusal("E721")
        }
        let reference = call.text("SUBSCRIBERREF")
        let subscriptions = store.subscriptions(in: campaign).filter { $0.reference?.isSame(as: reference) ?? false }
        guard !subscriptions.isEmpty else { throw SandboxRefusal("E720") }
        let mmsID = call.value("MMSID")
        var content: SandboxStore.Content?
        if let mmsID { content = try usableContent(mmsID, at: call.now) }
        var entries: [SandboxFields] = []
        var postbacks: [SandboxPostback] = []
        for subscription in subscriptions {
            entries.append(send(content, to: subscription.address, &postbacks, at: call.now))
        }
        let body = SandboxXML.document("RESPONSE") { document in
            document.fields(["SUBSCRIBERREF": reference, "CAMPAIGNREF": call.value("CAMPAIGNREF")])
            for entry in entries { document.block("SUBSCRIBER") { $0.fields(entry) } }
        }
        return SandboxAnswer(body: body, postbacks: postbacks)
    }

    /// Send to one subscriber; gives the fields of the entry.
    private mutating func send(
        _ content: SandboxStore.Content?, to: String, _ postbacks: inout [SandboxPostback], at now: Int
    ) -> SandboxFields {
        do throws(SandboxRefusal) { try admit(to) } catch {
            return ["STATUS": "Failure", "ERRORCODE": error.code, "TO": to, "ERRORINFO": error.words]
        }
        var details: SandboxMessage.Content?
        if let content {
            details = SandboxMessage.Content(mmsID: content.id)
            details?.allowsLink = content.allowsLink
        }
        let number = store.nextTracking()
        let message = SandboxMessage(
            to: to, from: ownSender, tracking: content == nil ? "SMS_\(number)" : "MMS_\(number)", content: details)
        postbacks += send(message, at: now)
        return [
            "STATUS": "Success", "TRACKINGID": message.tracking, "TO": to, "FROM": ownSender,
            "STATUSDETAILS": Sandbox.accepted,
        ]
    }
}
