extension SandboxMessage {
    /// The notifications about an MMS, one pace after the other (docs/skycore.md, sections 5.4 and 5.5).
    func reports(on content: Content, sentAt now: Int) -> [SandboxPostback] {
        var list: [SandboxPostback] = []
        if let file = content.brokenFile {
            return [file.encodingReport(isSending: true, mmsID: content.mmsID, due: now + Sandbox.pace)]
        }
        if content.isNew {
            list.append(
                SandboxPostback("N013", origin: "MMS_MT", due: now + Sandbox.pace, ["MMSID": content.mmsID]))
        }
        func add(_ code: String, _ status: String, as form: StaticString? = nil, why: StaticString? = nil) {
            let moment = now + (list.count + 1) * Sandbox.pace
            list.append(report(code, status, content, moment, form, why))
        }
        if content.hasDiscovery { discover(add) }
        send(content, add)
        return list
    }

    /// Adds a report: code, STATUS, SENTAS, STATUSDETAILS.
    private typealias Adding = (String, String, StaticString?, StaticString?) -> Void

    /// The message that finds out what the handset can show. What follows does not depend on it.
    private func discover(_ add: Adding) {
        if case .discoveryNotSent = fate {
            return add("E501", "Message Failed", nil, "Discovery message could not be sent")
        }
        add("N501", "Message Sent", "MMS", nil)
        if case .discoveryNotDelivered = fate {
            add("E502", "Message Sent/Expired", nil, "Discovery message was not fetched")
        } else {
            add("N502", "Message Sent/Delivered", "MMS", nil)
        }
    }

    private func send(_ content: Content, _ add: Adding) {
        switch fate {
        case .notSent: return add("E101", "Message Failed", nil, "Carrier did not take the message")
        case .link, .linkNotDelivered: return sendLink(content, add)
        default: add("N101", "Message Sent", "MMS", nil)
        }
        switch fate {
        case .noReceipt: break
        // Until 2014 this code stood for all that became of a message; STATUS said what.
        case .notDeliveredOldWay: add("N102", "Message Sent/Expired", "MMS", nil)
        case .notDelivered, .expired, .notSupported, .rejected:
            add("E102", "Message Sent/\(fate.failure)", nil, "Reported by the carrier")
        default: add("N102", "Message Sent/Delivered", "MMS", nil)
        }
    }

    private func sendLink(_ content: Content, _ add: Adding) {
        guard content.allowsLink else {
            return add("E101", "Message Failed", nil, "Handset takes links only, and the MMS allows none")
        }
        add("N101", "Message Sent", "SMS", "Handset takes links only")
        if case .linkNotDelivered = fate {
            add("E202", "Message Sent/Failed", nil, "Reported by the carrier")
        } else {
            add("N202", "Message Sent/Delivered", "SMS", nil)
        }
    }

    private func report(
        _ code: String, _ status: String, _ content: Content, _ moment: Int, _ form: StaticString?,
        _ why: StaticString?
    ) -> SandboxPostback {
        let kind = Array(code.utf8)
        let isFirst = kind.last == 0x31
        // Reports on the link are an SMS's: they do not name the stored MMS.
        let isLinkReceipt = kind.count > 1 && kind[1] == 0x32
        let isNotSent = kind.first == 0x45 && isFirst
        let isHandset = code.isSame(as: "N102")
        return SandboxPostback(
            code, origin: "MMS_MT", due: moment,
            [
                "SENTAS": form.map { String(words: $0) }, "STATUS": status,
                "MMSID": isLinkReceipt ? nil : content.mmsID,
                "FROM": from, "TO": to, "TRACKINGID": tracking, "SCHEDULEDID": scheduleID,
                "SPID": Sandbox.carrier, "TIMESTAMP": isNotSent ? nil : SandboxTime.text(moment),
                "HANDSET": isHandset ? "sandboxphone" : nil, "AGGREGATORID": isFirst ? nil : Sandbox.aggregator,
                "STATUSDETAILS": why.map { String(words: $0) },
            ])
    }
}
