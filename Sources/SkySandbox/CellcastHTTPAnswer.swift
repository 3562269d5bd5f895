/// What the sandbox answers to one of Cellcast's calls, and what it will report later.
package struct CellcastHTTPAnswer: Sendable {
    /// The HTTP status.
    package var status: Int
    /// The document.
    package var body: String
    /// The header Content-Type.
    package var contentType = "application/json"
    /// Seconds for the header Retry-After; nil for none.
    package var retryAfter: Int?
    /// The code of the refusal; nil if the call was accepted.
    package var code: String?
    /// Delivery reports that follow.
    package var reports: [SandboxPostback] = []
    /// Messages that come in later.
    package var inbound: [SandboxPostback] = []

    init(status: Int, body: String, code: String? = nil) {
        self.status = status
        self.body = body
        self.code = code
    }
}
