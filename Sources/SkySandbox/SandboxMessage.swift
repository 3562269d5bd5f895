/// A message that the sandbox has accepted.
struct SandboxMessage {
    /// What is special about an MMS.
    struct Content {
        /// The stored MMS.
        var mmsID: String
        /// Whether it was stored for this message, so that a report on its encoding comes first (sendMMS).
        var isNew = false
        /// Whether a discovery message goes first.
        var hasDiscovery = false
        /// Whether it may go as a link in an SMS.
        var allowsLink = true
        /// The file that cannot be encoded, if one cannot.
        var brokenFile: SandboxFile?
    }

    let to: String
    let from: String
    var mask: String?
    let tracking: String
    /// Nil for an SMS.
    var content: Content?
    /// Of a sending to a campaign: its id.
    var scheduleID: String?

    var fate: SandboxFate { SandboxFate(of: to) }

    /// The notifications about it (docs/skycore.md, sections 5.3 to 5.5).
    func postbacks(sentAt now: Int) -> [SandboxPostback] {
        guard let content else { return reportsOnSMS(sentAt: now) }
        return reports(on: content, sentAt: now)
    }

    private func reportsOnSMS(sentAt now: Int) -> [SandboxPostback] {
        let first = now + Sandbox.pace
        let second = first + Sandbox.pace
        let sent = report("N201", "Message Sent", first)
        switch fate {
        case .notSent: return [report("E201", "Message Failed", first)]
        case .noReceipt: return [sent]
        case .notDeliveredOldWay: return [sent, report("N202", "Message Sent/Failed", second)]
        case .notDelivered, .expired, .notSupported, .rejected:
            return [sent, report("E202", "Message Sent/\(fate.failure)", second)]
        default: return [sent, report("N202", "Message Sent/Delivered", second)]
        }
    }

    private func report(_ code: String, _ status: String, _ moment: Int) -> SandboxPostback {
        let isReceipt = code.isSame(as: "N202") || code.isSame(as: "E202")
        return SandboxPostback(
            code, origin: "SMS_MT", due: moment,
            [
                "STATUS": status, "FROM": from, "FROM_MASK": mask ?? "", "TO": to, "TRACKINGID": tracking,
                "SPID": Sandbox.carrier, "TIMESTAMP": SandboxTime.text(moment),
                "AGGREGATORID": isReceipt ? Sandbox.aggregator : nil,
            ])
    }
}
