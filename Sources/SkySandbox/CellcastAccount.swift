/// The account at Cellcast that the sandbox plays the provider for.
package struct CellcastAccount: Sendable {
    /// The key that requests must carry: in the header APPKEY, as the user-id of HTTP Basic, or as a bearer token.
    package var key: String
    /// The other half of the pair of HTTP Basic; nil: any will do.
    package var secret: String?
    /// The senders that the account may use; empty: any. Those that are registered come to them.
    package var senders: [String] = []
    /// Calls that are taken in any span of a second; 0: any number.
    package var callsPerSecond = 15
    /// Credits at the start, for each sort of message.
    package var credits = 10_000
    /// Stored texts: title and text.
    package var templates: [(title: String, text: String)] = []
    /// Whether answers speak in the seed's form, with an error block, and not in that of v3.
    package var answersWithErrorBlock = false
    /// Whether an empty list is NOT_FOUND, as the pages say, and not a success, as was observed.
    package var emptyIsNotFound = false

    /// Describe an account.
    package init(key: String) {
        self.key = key
    }
}
