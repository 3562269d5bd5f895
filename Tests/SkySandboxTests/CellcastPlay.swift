import SkyDocument

@testable import SkyProtocol
@testable import SkySandbox

/// Cellcast's part of the sandbox with the library as its client: requests are written by the library's writer, answers
/// and callbacks read by its readers.
struct CellcastPlay {
    /// What the library reads from a document.
    struct Reading {
        var httpStatus = 0
        /// What the sandbox says of itself: the code of its refusal.
        var refusal: String?
        var outcome: Outcome?
        var whole: [String: String] = [:]
        var entries: [[String: String]] = []
        var outcomes: [Outcome?] = []
        var reports: [SandboxPostback] = []
        var inbound: [SandboxPostback] = []
        var body = ""

        var code: String? { whole["ERRORCODE"] }
    }

    /// One notification of a callback.
    struct Notification {
        var kind: PostbackKind?
        var verdict: Verdict?
        var isFinal: Bool
        var fields: [String: String]
    }

    var sandbox: CellcastSandbox
    var now = 1_930_000_000_000
    var mode = Credentials.Mode.both

    /// A sandbox with the key `key` and no limit of calls, unless the account is changed.
    init(_ change: (inout CellcastAccount) -> Void = { _ in }) {
        var account = CellcastAccount(key: "key")
        account.callsPerSecond = 0
        change(&account)
        sandbox = CellcastSandbox(account: account)
    }

    // MARK: - Calls

    /// A call as the library writes it. A name with `{` begins an object, `}` ends it; a value that begins with
    /// `GIF89a` is a file.
    mutating func call(_ action: String, _ parameters: [(String, String)] = [], key: String = "key") throws -> Reading {
        let request = bytes(action) { Request(action: $0) }
        for (name, value) in parameters {
            if name == "}" {
                try request.end()
            } else if name.hasSuffix("{") {
                try bytes(String(name.dropLast())) { try request.begin($0) }
            } else if value.hasPrefix("GIF89a") {
                try bytes(name) { name in try bytes(value) { try request.setFile(name, $0) } }
            } else {
                try bytes(name) { name in try bytes(value) { try request.set(name, $0) } }
            }
        }
        var credentials = bytes(key) { Credentials(.cellcast, key: $0) }
        credentials.set(mode: mode)
        let checked = try CheckedRequest(request, for: .cellcast, hasDefaultSender: false)
        var call = Call()
        call.begin(.cellcast)
        try checked.forEachRecipient { number, place in
            let digits = number.filter { $0 != 0x2B }
            try digits.withUnsafeBufferPointer { try call.append(recipient: $0, of: place) }
        }
        try call.write(checked, sender: nil, credentials, transport: .form)
        return try send(call, credentials)
    }

    /// Send an SMS to numbers.
    mutating func send(_ text: String, to numbers: [String], _ more: [(String, String)] = []) throws -> Reading {
        try call("send-sms", [("sms_text", text)] + numbers.map { ("numbers", $0) } + more)
    }

    private mutating func send(_ call: borrowing Call, _ credentials: Credentials) throws -> Reading {
        let isPost = call.method(.form) == .post
        let path = String(decoding: call.path, as: Unicode.UTF8.self)
        var request = CellcastHTTPRequest(
            method: isPost ? "POST" : "GET", path: (mode == .bearer ? "/api/" : "/api/v3/") + path)
        request.query = String(decoding: call.query, as: Unicode.UTF8.self)
        request.body = isPost ? [UInt8](call.body) : []
        let type = call.contentType(.form).map { String(decoding: $0.filter { $0 != 0 }, as: Unicode.UTF8.self) } ?? ""
        request.contentType = String(type.dropFirst("Content-Type: ".count))
        for line in credentials.headerLines {
            let text = String(decoding: line.dropLast(), as: Unicode.UTF8.self)
            if text.hasPrefix("APPKEY: ") { request.appKey = String(text.dropFirst(8)) }
            if text.hasPrefix("Authorization: ") { request.authorization = String(text.dropFirst(15)) }
        }
        let answer = sandbox.answer(request, at: now)
        return try read(answer, to: call)
    }

    /// Send what the library would not write.
    mutating func post(_ path: String, _ body: String, authorization: String? = nil) -> CellcastHTTPAnswer {
        var request = CellcastHTTPRequest(method: "POST", path: path)
        request.body = Array(body.utf8)
        request.contentType = "application/json"
        if let authorization { request.authorization = authorization } else { request.appKey = "key" }
        return sandbox.answer(request, at: now)
    }

    // MARK: - Reading

    private func read(_ answer: CellcastHTTPAnswer, to call: borrowing Call) throws -> Reading {
        var reading = Reading()
        reading.httpStatus = answer.status
        reading.refusal = answer.code
        reading.reports = answer.reports
        reading.inbound = answer.inbound
        reading.body = answer.body
        guard answer.contentType == "application/json" else { return reading }
        try Array(answer.body.utf8).withUnsafeBufferPointer { bytes in
            let block = try Provider.cellcast.readAnswer(bytes, httpStatus: answer.status, of: call)
            guard let view = block.view, let whole = view.whole else { throw ProtocolError.outOfMemory }
            reading.outcome = Outcome(rawValue: view.header.status)
            reading.whole = Self.fields(of: whole, view)
            for index in 0..<Int(view.header.count) {
                guard let entry = view.entry(index) else { continue }
                reading.entries.append(Self.fields(of: entry, view))
                reading.outcomes.append(Outcome(rawValue: entry.verdict))
            }
        }
        return reading
    }

    /// The library's reading of a callback.
    static func read(_ postback: SandboxPostback) throws -> [Notification] {
        try Array(postback.body.utf8).withUnsafeBufferPointer { bytes in
            let block = try Provider.cellcast.readPostback(bytes)
            guard let view = block.view else { throw ProtocolError.outOfMemory }
            return (0..<Int(view.header.count)).compactMap { view.entry($0) }.map {
                Notification(
                    kind: PostbackKind(rawValue: $0.kind), verdict: Verdict(rawValue: $0.verdict),
                    isFinal: $0.isFinal != 0, fields: fields(of: $0, view))
            }
        }
    }

    private static func fields(of record: Record, _ view: RecordView) -> [String: String] {
        var fields: [String: String] = [:]
        view.forEachField(of: record) { name, value in
            let key = String(decoding: name, as: Unicode.UTF8.self)
            if fields[key] == nil { fields[key] = String(decoding: value, as: Unicode.UTF8.self) }
        }
        return fields
    }
}

/// Lend the bytes of a text.
private func bytes<Value>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
    try Array(text.utf8).withUnsafeBufferPointer { try body($0) }
}
