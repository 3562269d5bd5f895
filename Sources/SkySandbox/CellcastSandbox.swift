import SkyDocument
import SkyProtocol

/// Cellcast simulated: checks calls as its documents say, answers in the documented forms, and says which callbacks
/// follow. It does no input or output and reads no clock; time comes in as a number.
package struct CellcastSandbox {
    let account: CellcastAccount
    var store = CellcastStore()
    private var throttle = CellcastThrottle()
    /// Callbacks that the call at hand has brought about.
    var reports: [SandboxPostback] = []
    var inbound: [SandboxPostback] = []

    /// A sandbox for an account.
    package init(account: CellcastAccount) {
        self.account = account
        store.senders = account.senders
        store.balanceSMS = max(0, min(account.credits, 1_000_000_000)) * 100
        store.balanceMMS = store.balanceSMS
        store.templates = account.templates.enumerated().map { index, template in
            let id = "5a4db0c5000040008000" + Sandbox.padded("\(index + 1)", 12)
            return CellcastStore.Template(id: id, title: template.title, text: template.text)
        }
    }

    /// Messages accepted so far.
    package var acceptedCount: Int { store.messages.count }

    /// Answer a call.
    ///
    /// - Parameter now: milliseconds since 1970.
    package mutating func answer(_ request: CellcastHTTPRequest, at now: Int) -> CellcastHTTPAnswer {
        reports = []
        inbound = []
        var answer = request.path.isBelow("/api/v3/") ? answerV3(request, now) : answerNewer(request, now)
        answer.reports = reports
        answer.inbound = inbound
        return answer
    }

    /// Who calls, and how often.
    mutating func admit(_ request: CellcastHTTPRequest, isNewer: Bool, at now: Int) throws(CellcastRefusal) {
        try isNewer ? authenticateBearer(request) : authenticate(request)
        try throttle.admit(at: now, limit: account.callsPerSecond)
    }

    // MARK: - v3

    private mutating func answerV3(_ request: CellcastHTTPRequest, _ now: Int) -> CellcastHTTPAnswer {
        let form = CellcastForm(hasErrorBlock: account.answersWithErrorBlock)
        do throws(CellcastRefusal) {
            try admit(request, isNewer: false, at: now)
            let name = request.path.behind("/api/v3/")
            if name.isSame(as: "bulk-send-sms") {
                return try sendMany(request, form, at: now)
            }
            return form.answer(try carryOut(name, request, at: now))
        } catch {
            return form.answer(error)
        }
    }

    private mutating func carryOut(
        _ name: String, _ request: CellcastHTTPRequest, at now: Int
    ) throws(CellcastRefusal) -> CellcastContent {
        let isGET = request.method.isSame(as: "GET")
        guard isGET || request.method.isSame(as: "POST") else { throw .noCall }
        let input = try CellcastInput.read(request)
        if isGET {
            switch name {
            case "get-sms": return try getSMS(input, at: now)
            case "get-responses": return try getResponses(input, at: now)
            case "get-optout": return try getOptOut(input, at: now)
            case "get-template": return try getTemplate(input)
            case "account": return accountContent()
            default: throw .noCall
            }
        }
        switch name {
        case "send-sms": return try sendSMS(input, at: now)
        case "send-sms-template": return try sendTemplate(input, at: now)
        case "send-sms-nz": return try sendToNewZealand(input, at: now)
        case "send-mms": return try sendMMS(input, at: now)
        case "inbound-read": return try markRead(input, at: now)
        case "inbound-read-bulk": return try markManyRead(input, at: now)
        case "register-alpha-id": return try registerSender(input)
        default: throw .noCall
        }
    }
}

/// Lets the name of a call be compared with names of the program's own in a switch.
private func ~= (own: StaticString, name: String) -> Bool {
    name.isSame(as: String(words: own))
}

extension String {
    /// Whether a path begins with another.
    func isBelow(_ root: StaticString) -> Bool {
        utf8.starts(with: String(words: root).utf8)
    }

    /// What follows `root` in a path that begins with it, without a slash at the end.
    func behind(_ root: StaticString) -> String {
        var rest = utf8.dropFirst(root.utf8CodeUnitCount)
        if rest.last == 0x2F { rest = rest.dropLast() }
        return String(decoding: rest, as: Unicode.UTF8.self)
    }
}
