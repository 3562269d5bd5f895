/// What the sandbox answers, and what it will report later.
package struct SandboxAnswer: Sendable {
    /// The document.
    package var body: String
    /// The code of the refusal; nil if the request was accepted.
    package var code: String?
    /// The notifications that follow, in order. Each is due so many milliseconds after the answer.
    package var postbacks: [SandboxPostback]

    init(body: String, code: String? = nil, postbacks: [SandboxPostback] = []) {
        self.body = body
        self.code = code
        self.postbacks = postbacks
    }

    /// An answer with STATUS Success and these fields; those that are nil are left out.
    static func success(_ fields: SandboxFields, _ postbacks: [SandboxPostback] = []) -> SandboxAnswer {
        SandboxAnswer(
            body: SandboxXML.document("RESPONSE", ["STATUS": "Success"] + fields), postbacks: postbacks)
    }
}
