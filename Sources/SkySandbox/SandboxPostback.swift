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
}
