/// An HTTP request as Cellcast's part of the sandbox sees it.
package struct CellcastHTTPRequest: Sendable {
    /// The method, for example "POST".
    package var method: String
    /// The path, for example "/api/v3/send-sms".
    package var path: String
    /// What stands behind `?` in the URL, still encoded.
    package var query = ""
    /// The header APPKEY; nil if there is none.
    package var appKey: String?
    /// The header Authorization; nil if there is none.
    package var authorization: String?
    /// The header Content-Type, or "".
    package var contentType = ""
    /// The body.
    package var body: [UInt8] = []

    /// Describe a request.
    package init(method: String, path: String) {
        self.method = method
        self.path = path
    }
}
