/// What the sandbox answers, and what it will report later.
package struct SandboxAnswer: Sendable {
    /// The document.
    package var body: String
    /// The code of the refusal; nil if the request was accepted.
    package var code: String?
    /// The notifications that follow, in order. Each is due so many milliseconds after the answer.
    package var postbacks: [SandboxPostback]
}
