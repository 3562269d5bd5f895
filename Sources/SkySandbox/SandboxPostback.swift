/// One notification on its way to the account's postback URL.
package struct SandboxPostback: Sendable {
    /// Its code, for example "N202".
    package var code: String
    /// The document.
    package var body: String
    /// When it is to be delivered first, in milliseconds of the sandbox's clock.
    package var due: Int
    /// Deliveries so far.
    package var attempts = 0

    init(code: String, body: String, due: Int) {
        self.code = code
        self.body = body
        self.due = due
    }

    /// A notification with ORIGIN, CODE (of passes STATUSCODE) and the fields that are not nil.
    init(_ code: String, origin: StaticString, due: Int, _ fields: SandboxFields) {
        let isPass = code.utf8.starts(with: "N8".utf8)
        let head: SandboxFields = ["ORIGIN": String(words: origin), (isPass ? "STATUSCODE" : "CODE"): code]
        self.init(
            code: code, body: "<?xml version='1.0'?>" + SandboxXML.document("POSTBACK", head + fields), due: due)
    }
}
