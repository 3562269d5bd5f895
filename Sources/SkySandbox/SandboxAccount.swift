/// The account that a sandbox plays the provider for: who may call, what it owns at the start, what it is refused.
package struct SandboxAccount: Sendable {
    /// The API key that requests must carry.
    package var apiKey: String
    /// The user name that may come instead of the key, or with it; "": none.
    package var user = ""
    /// The user's password.
    package var password = ""
    /// The short and long codes that the account may use as FROM; empty: any.
    package var senders: [String]
    /// Calls that are accepted in one second; more are answered with E113. 0: any number.
    package var callsPerSecond: Int
    /// Seconds between two calls of one action; what comes sooner is answered with E106. 0: none.
    package var secondsBetweenCalls = 0
    /// Calls that the account has; more are answered with E120. 0: any number.
    package var allowedCalls = 0
    /// Codes that requests are answered with, come what may.
    package var refusals: [SandboxOrder] = []
    /// Whether sending needs a campaign in which the recipient is subscribed (E714, E715).
    package var enforcesCampaign = false
    /// Names of campaigns that exist from the start. The first has the id 4401.
    package var campaigns: [String] = []
    /// Ids of MMS that are stored from the start, with all that an MMS can hold.
    package var storedMMS: [String] = []
    /// Ids of e-mail templates.
    package var emailTemplates: [String] = []
    /// Ids of pass templates.
    package var passTemplates: [String] = []

    /// Describe an account.
    package init(apiKey: String, senders: [String] = [], callsPerSecond: Int = 0) {
        self.apiKey = apiKey
        self.senders = senders
        self.callsPerSecond = callsPerSecond
    }
}
