/// The account that a sandbox plays the provider for.
package struct SandboxAccount: Sendable {
    /// The API key that requests must carry.
    package var apiKey: String
    /// The short and long codes that the account may use as FROM; empty: any.
    package var senders: [String]
    /// Calls that are accepted in one second; more are answered with E113. 0: any number.
    package var callsPerSecond: Int

    /// Describe an account.
    package init(apiKey: String, senders: [String] = [], callsPerSecond: Int = 0) {
        self.apiKey = apiKey
        self.senders = senders
        self.callsPerSecond = callsPerSecond
    }
}
