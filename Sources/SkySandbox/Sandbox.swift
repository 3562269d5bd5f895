import SkyDocument

/// A provider simulated: checks requests as Skycore documents it, answers in the documented form, and says which
/// notifications follow. It does no input or output and reads no clock; time comes in as a number.
package struct Sandbox {
    /// Milliseconds between the answer and N201, and between N201 and the final report.
    package static let pace = 200

    private let account: SandboxAccount
    private let reader: XMLReader
    private var lastTracking = 500_000
    /// When the calls of the last second came.
    private var recentCalls: [Int] = []

    /// A sandbox for an account; nil if memory ran out.
    package init?(account: SandboxAccount) {
        guard let reader = XMLReader.make() else { return nil }
        self.account = account
        self.reader = reader
    }

    /// Messages accepted so far.
    package var acceptedCount: Int { lastTracking - 500_000 }

    /// Answer a request.
    ///
    /// - Parameter now: milliseconds since 1970.
    package mutating func answer(_ request: SandboxRequest, at now: Int) -> SandboxAnswer {
        do throws(SandboxFields.Refusal) {
            let fields = try SandboxFields(of: request, reader: reader)
            try checkAccess(fields, now)
            return try sendSMS(fields, now)
        } catch {
            return refusal(error)
        }
    }

    /// Who calls, what for, and how often (codes of docs/skycore-codes.md).
    private mutating func checkAccess(_ fields: SandboxFields, _ now: Int) throws(SandboxFields.Refusal) {
        guard let action = fields.value("ACTION") else {
            throw .init(code: "E101", words: " 'action' required")
        }
        guard let key = fields.value("APIKEY") else {
            throw .init(code: "E102", words: "'user' or 'api_key' required")
        }
        guard key.utf8.elementsEqual(account.apiKey.utf8) else {
            throw .init(code: "E104", words: "Authentication failed")
        }
        guard Sandbox.equalIgnoringCase(action, "sendsms") else {
            throw .init(code: "E101", words: "No such action in this sandbox")
        }
        guard account.callsPerSecond > 0 else { return }
        recentCalls.removeAll { $0 <= now - 1000 }
        guard recentCalls.count < account.callsPerSecond else {
            throw .init(code: "E113", words: "Throughput limit exceeded")
        }
        recentCalls.append(now)
    }

    private mutating func sendSMS(_ fields: SandboxFields, _ now: Int) throws(SandboxFields.Refusal) -> SandboxAnswer {
        guard let to = fields.value("TO") else { throw .init(code: "E201", words: "'to' required") }
        guard let from = fields.value("FROM") else { throw .init(code: "E111", words: "'from' required") }
        guard fields.value("TEXT") != nil else { throw .init(code: "E712", words: "'text' required") }
        guard Sandbox.isNumber(to) else { throw .init(code: "E110", words: "Invalid recipient") }
        guard account.senders.isEmpty || account.senders.contains(where: { $0.utf8.elementsEqual(from.utf8) }) else {
            throw .init(code: "E111", words: "Invalid shortcode")
        }
        let fate = SandboxFate(of: to)
        if case .blocked = fate { throw .init(code: "E114", words: "Recipient is on the block list") }
        lastTracking += 1
        let tracking = "SMS_\(lastTracking)"
        let message = SandboxMessage(to: to, from: from, mask: fields.value("FROMMASK"), tracking: tracking)
        let body = SandboxXML.document(
            "RESPONSE", [("STATUS", "Success"), ("TRACKINGID", tracking), ("TO", to)])
        return SandboxAnswer(body: body, code: nil, postbacks: message.postbacks(fate, sentAt: now))
    }

    private func refusal(_ refusal: SandboxFields.Refusal) -> SandboxAnswer {
        let body = SandboxXML.document(
            "RESPONSE", [("STATUS", "Failure"), ("ERRORCODE", refusal.code), ("ERRORINFO", refusal.words)])
        return SandboxAnswer(body: body, code: refusal.code, postbacks: [])
    }

    /// International format: digits only, no prefix, as many as a number can have (docs/skycore.md, section 3.1).
    private static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8
        return digits.count >= 7 && digits.count <= 17 && digits.first != 0x30
            && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private static func equalIgnoringCase(_ text: String, _ lowerCase: String) -> Bool {
        text.utf8.map { ByteScan.lowerCased($0) }.elementsEqual(lowerCase.utf8)
    }
}
