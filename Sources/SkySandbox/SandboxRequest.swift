/// An HTTP request as the sandbox's logic sees it.
package struct SandboxRequest: Sendable {
    /// The method, for example "POST".
    package var method: String
    /// What stands behind `?` in the URL, still encoded.
    package var query: String
    /// The header Content-Type, or "".
    package var contentType: String
    /// The body.
    package var body: [UInt8]

    /// Describe a request.
    package init(method: String, query: String = "", contentType: String = "", body: [UInt8] = []) {
        self.method = method
        self.query = query
        self.contentType = contentType
        self.body = body
    }
}
