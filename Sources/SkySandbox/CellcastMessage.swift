/// A message that Cellcast's part of the sandbox has accepted.
struct CellcastMessage {
    /// Which of the generations sent it; its callbacks speak the same way.
    enum Generation {
        case v3, v1
    }

    let id: String
    let generation: Generation
    /// The recipient in international form, digits only.
    let to: String
    /// Empty for the vendor's shared number.
    let from: String
    let body: String
    /// How many parts the text takes; 1 for an MMS.
    let parts: Int
    /// The subject of an MMS; nil for an SMS.
    var subject: String?
    var isMMS = false
    let customString: String
    let source: String
    /// When it was taken, in milliseconds since 1970.
    let accepted: Int
    /// When it goes out.
    let goes: Int

    var fate: CellcastFate { CellcastFate(of: to) }

    /// When it comes into its last state; nil if it never does.
    var ends: Int? {
        guard let last = fate.lastState else { return nil }
        return goes + (CellcastMessage.isShort(last) ? 1 : 2) * Sandbox.pace
    }

    /// Its state at a moment (docs/cellcast.md, section 7).
    func state(at now: Int) -> StaticString {
        if let last = fate.lastState, let ends, now >= ends { return last }
        return now < goes + Sandbox.pace ? "Queued" : "Dispatched"
    }

    /// When its state changed last.
    func changed(at now: Int) -> Int {
        if let ends, now >= ends { return ends }
        return now < goes + Sandbox.pace ? accepted : goes + Sandbox.pace
    }

    /// Whether a state comes before the carrier's message centre.
    private static func isShort(_ state: StaticString) -> Bool {
        state.utf8Start[0] == 0x41
    }
}
