/// The forms of answers (docs/cellcast.md, section 6): v3 with `meta`, `msg` and `data`, or the seed's with an error
/// block.
struct CellcastForm {
    let hasErrorBlock: Bool

    /// An answer that says success.
    func answer(_ content: CellcastContent) -> CellcastHTTPAnswer {
        CellcastHTTPAnswer(status: 200, body: envelope(content).json)
    }

    /// An answer that refuses a call.
    func answer(_ refusal: CellcastRefusal) -> CellcastHTTPAnswer {
        var body = envelope(refusal).json
        var status = refusal.status
        if case .page = refusal.form { body = "<html><body><h1>\(refusal.status) \(refusal.words)</h1></body></html>" }
        if case .disguised = refusal.form { status = 200 }
        var answer = CellcastHTTPAnswer(status: status, body: body, code: refusal.code)
        if case .page = refusal.form { answer.contentType = "text/html" }
        answer.retryAfter = refusal.retryAfter
        return answer
    }

    /// The envelope of a success. In the seed's form what lies in `data` lies beside the error block.
    func envelope(_ content: CellcastContent) -> CellcastValue {
        let alert: CellcastValue = content.alert.map { ["low_sms_alert": .text($0)] } ?? [:]
        if hasErrorBlock {
            var top = content.data
            if case .list(let elements) = top { top = elements.isEmpty ? [:] : ["data": content.data] }
            return top + alert + ["error": ["code": "SUCCESS", "description": .text(content.words)]]
        }
        let head: CellcastValue = ["meta": ["code": 200, "status": "SUCCESS"], "msg": .text(content.words)]
        return head + ["data": content.data] + alert
    }

    /// The envelope of a refusal.
    func envelope(_ refusal: CellcastRefusal) -> CellcastValue {
        var isBlock = hasErrorBlock
        if case .errorBlock = refusal.form { isBlock = true }
        if isBlock { return ["error": ["code": .text(refusal.code), "description": .text(refusal.words)]] }
        return [
            "meta": ["code": .number("\(refusal.status)"), "status": .text(refusal.code)],
            "msg": .text(refusal.words), "data": [],
        ]
    }
}
