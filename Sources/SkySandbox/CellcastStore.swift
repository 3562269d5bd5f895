/// What the account at Cellcast's has by now. All ids are counted up, so that the same calls make the same ids.
struct CellcastStore {
    /// A number that opted out.
    struct OptOut {
        let number: String
        /// From when on, in milliseconds since 1970.
        let created: Int
    }

    /// A stored text.
    struct Template {
        let id: String
        let title: String
        let text: String
    }

    var messages: [CellcastMessage] = []
    var replies: [CellcastReply] = []
    var optOuts: [OptOut] = []
    var templates: [Template] = []
    var senders: [String] = []
    /// Hundredths of credits.
    var balanceSMS = 0
    var balanceMMS = 0
    private var lastMessage = 0
    private var lastReply = 8_100_000_000

    /// The id of the next message: upper-case hexadecimal, 8-4-4-4-12; on the newer platform 24 digits in lower case.
    mutating func nextMessage(_ generation: CellcastMessage.Generation) -> String {
        lastMessage += 1
        let number = String(lastMessage, radix: 16, uppercase: generation == .v3)
        if generation == .v1 { return "65f0a1b2c3d4" + Sandbox.padded(number, 12) }
        return "5A4DB0C5-0000-4000-8000-" + Sandbox.padded(number, 12)
    }

    /// The id of the next reply.
    mutating func nextReply() -> String {
        lastReply += 1
        return "\(lastReply)"
    }

    /// A message by its id.
    func message(_ id: String) -> CellcastMessage? { messages.first { $0.id.isSame(as: id) } }

    /// The message that was sent to a number last.
    func lastMessage(to number: String) -> CellcastMessage? { messages.last { $0.to.isSame(as: number) } }

    /// Whether a number has opted out.
    func hasOptedOut(_ number: String, at now: Int) -> Bool {
        optOuts.contains { $0.number.isSame(as: number) && $0.created <= now }
    }
}
