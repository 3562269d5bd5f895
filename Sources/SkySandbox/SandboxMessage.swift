/// A message that the sandbox has accepted.
struct SandboxMessage {
    let to: String
    let from: String
    let mask: String?
    let tracking: String

    /// The notifications about it (docs/skycore.md, section 5.3).
    func postbacks(_ fate: SandboxFate, sentAt now: Int) -> [SandboxPostback] {
        let first = now + Sandbox.pace
        let second = first + Sandbox.pace
        let sent = report("N201", "Message Sent", first)
        switch fate {
        case .delivered: return [sent, report("N202", "Message Sent/Delivered", second)]
        case .notDelivered: return [sent, report("E202", "Message Sent/Failed", second)]
        case .notSent: return [report("E201", "Message Failed", first)]
        case .noReceipt: return [sent]
        case .blocked: return []
        }
    }

    private func report(_ code: String, _ status: String, _ moment: Int) -> SandboxPostback {
        let isReceipt = code.utf8.elementsEqual("N202".utf8) || code.utf8.elementsEqual("E202".utf8)
        let body = SandboxXML.document(
            "POSTBACK",
            [
                ("ORIGIN", "SMS_MT"), ("CODE", code), ("STATUS", status), ("FROM", from), ("FROM_MASK", mask ?? ""),
                ("TO", to), ("TRACKINGID", tracking), ("SPID", "0009990"), ("TIMESTAMP", SandboxTime.text(moment)),
                ("AGGREGATORID", isReceipt ? "00000-11111-22222-33333-44444" : nil),
            ])
        return SandboxPostback(code: code, body: "<?xml version='1.0'?>" + body, due: moment)
    }
}
