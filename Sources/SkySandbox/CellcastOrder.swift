/// A message to be sent to one or more recipients, once it has been read from a call of any sort.
struct CellcastOrder {
    /// The text; with places to be filled in if it is a stored one.
    var text: String
    var recipients: [CellcastRecipient]
    /// Empty for the vendor's shared number.
    var from = ""
    var customString = ""
    var source = ""
    /// The subject of an MMS; nil if it has none.
    var subject: String?
    var isMMS = false
    var isTemplate = false
    var generation = CellcastMessage.Generation.v3
    /// When it is to go out, in milliseconds since 1970.
    var goes: Int

    init(_ text: String, to recipients: [CellcastRecipient], goes: Int) {
        self.text = text
        self.recipients = recipients
        self.goes = goes
    }

    /// Take what calls of v3 have in common: sender, words of the account's own, the time (in minutes, or a date).
    mutating func take(_ input: CellcastValue, at now: Int) throws(CellcastRefusal) {
        from = input["from"]?.words ?? ""
        customString = input["custom_string"]?.words ?? ""
        source = input["source"]?.words ?? ""
        if let minutes = input["delay"]?.words?.wholeNumber { goes = now + minutes * 60_000 }
        guard let date = input["schedule_time"]?.words else { return }
        guard let moment = SandboxTime.milliseconds(date) else { throw .invalid("schedule_time") }
        goes = max(now, moment)
    }

    /// The text for one recipient: of a stored one the places `{fname}` are filled in, with nothing if nothing is
    /// given.
    func text(for recipient: CellcastRecipient) -> String {
        guard isTemplate else { return text }
        var filled: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let open = rest.firstIndex(of: 0x7B) {
            filled += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: 0x7D) else { break }
            let name = rest[(open + 1)..<close]
            if CellcastOrder.isPlace(name) {
                let value = recipient.values.last { $0.name.utf8.elementsEqual(name) }?.value.words
                filled += Array((value ?? "").utf8)
            } else {
                filled += rest[...close]
            }
            rest = rest[(close + 1)...]
        }
        return String(decoding: filled + rest, as: Unicode.UTF8.self)
    }

    private static func isPlace(_ name: ArraySlice<UInt8>) -> Bool {
        !name.isEmpty
            && name.allSatisfy { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F }
    }
}
