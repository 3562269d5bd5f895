import SkyDocument

/// Appends the entries of an answer to the records: what became of each message, and of each recipient that was asked
/// for.
struct CellcastEntries: ~Copyable {
    private let desk: ReadingDesk
    /// Whom the messages were for: a copy, in which those are marked that the answer speaks of.
    private var asked = PlainArray<RecipientList.Recipient>()
    private var digits = ByteBuffer()
    private var hasFailed = false
    /// What the call was for; nil if that is not known.
    let purpose: CellcastCall.Purpose?
    /// Entries of the message at hand that belong to nobody who was asked for, or to somebody who has one already, and
    /// other signs that the answer does not name all whom it took.
    private var strangers = 0

    init(_ desk: ReadingDesk, _ call: borrowing Call) {
        self.desk = desk
        purpose = call.cellcastCall?.purpose
        guard call.provider == .cellcast else { return }
        for index in 0..<call.recipients.count {
            guard var recipient = call.recipients.recipient(index), let number = call.recipients.goingOut(index) else {
                continue
            }
            recipient.offset = UInt32(truncatingIfNeeded: digits.count)
            digits.append(number)
            if !asked.append(recipient) { hasFailed = true }
        }
    }

    /// Whether memory was enough.
    var isComplete: Bool { !hasFailed && !digits.hasFailed }

    /// Messages that were asked for.
    var askedMessages: Int { asked.values.last.map { Int($0.message) &+ 1 } ?? 0 }

    /// Recipients that were asked for, in all messages.
    var askedRecipients: Int { asked.count }

    /// Append the entries of an envelope that says success.
    ///
    /// - Parameter message: which of several messages it is about; nil if there is but one.
    /// - Returns: how the message ended.
    mutating func append(_ lists: CellcastLists, _ envelope: CellcastEnvelope, message: Int?) -> Outcome {
        guard lists.isSend else {
            let isSend = purpose == .sendsSMS || purpose == .sendsMMS
            if isSend || message != nil { return appendUnlisted(lists, envelope, message) }
            if lists.isPage || purpose == .readsList || purpose == .readsMessage && lists.isArray {
                appendElements(of: lists.elements)
            } else {
                desk.records.repeatRecord(0)
                desk.records.updateLast { $0.verdict = Outcome.accepted.rawValue }
            }
            return .accepted
        }
        var total = CellcastTotal()
        let taken = CellcastEntries.takenCount(lists.content)
        appendMessages(of: lists.messages ?? lists.queue, taken: taken, message, &total)
        appendRefused(lists.invalid, message, &total)
        appendRefused(lists.unsubscribed, message, &total)
        // More were taken than the messages name; or many messages have one answer, which counts but the last.
        if taken > total.accepted || message == nil && askedMessages > 1 { strangers &+= 1 }
        appendMissing(message, &total)
        // Fewer than were asked for, and nobody says which.
        if isShort(lists.content, "total_numbers", "success_number") { total.take(.rejected) }
        // Of one recipient nothing is taken in part: there are entries about it that contradict each other, or a
        // stranger.
        return total.outcome == .partial && wanted(message) == 1 ? .unknown : total.outcome
    }

    /// Append an entry for each recipient of a message that was asked for, or one for the whole if there was but one.
    ///
    /// - Parameter envelope: what the answer says of the message, if it says anything.
    mutating func appendAsked(message: Int?, outcome: Outcome, _ envelope: CellcastEnvelope?) {
        var count = 0
        for recipient in asked.values where CellcastEntries.isFor(message, recipient) { count &+= 1 }
        if message == nil, count < 2 {
            desk.records.repeatRecord(0)
            desk.records.updateLast { $0.verdict = outcome.rawValue }
            return
        }
        if count == 0 {
            begin(outcome, envelope)
            desk.records.endRecord()
        }
        for recipient in asked.values where CellcastEntries.isFor(message, recipient) {
            begin(outcome, envelope)
            appendNumber(of: recipient)
            desk.records.endRecord()
        }
    }

    // MARK: - Parts of a send

    /// A send whose answer has no list of messages: the seed's form, which names one message for all; or nothing that
    /// tells.
    private mutating func appendUnlisted(
        _ lists: CellcastLists, _ envelope: CellcastEnvelope, _ message: Int?
    ) -> Outcome {
        let hasId =
            CellcastEntries.id(of: lists.content) == .readable || CellcastEntries.id(of: envelope.root) == .readable
        var outcome = hasId ? Outcome.accepted : .unknown
        if hasId, let taken = lists.content.member("recipients").flatMap(CellcastMarks.number), taken < wanted(message)
        {
            outcome = taken == 0 ? .rejected : .partial
        }
        if message == nil, outcome == .accepted {
            desk.records.repeatRecord(0)
            desk.records.updateLast { $0.verdict = outcome.rawValue }
        } else {
            // Nobody says which of them were taken.
            appendAsked(message: message, outcome: outcome == .partial ? .unknown : outcome, envelope)
        }
        return outcome
    }

    private mutating func appendMessages(
        of list: Element?, taken: Int, _ message: Int?, _ total: inout CellcastTotal
    ) {
        guard list?.kind == .array else {
            // What is there in place of a list may name messages all the same, as an object that counts them does.
            if let list, list.hasChildren || list.value.count > 0 { strangers &+= 1 }
            return
        }
        var hint = firstAsked(message)
        // A message without an id is none that was accepted, unless more are said to have been taken than have one.
        let withoutId: Outcome = taken > CellcastEntries.idCount(list) ? .unknown : .rejected
        var next = list?.firstChild
        while let entry = next {
            next = entry.next
            let outcome: Outcome
            switch CellcastEntries.id(of: entry) {
            case .readable: outcome = .accepted
            case .unreadable: outcome = .unknown
            case .none: outcome = withoutId
            }
            append(entry, outcome)
            total.take(outcome)
            markAsked(entry, message, &hint)
        }
    }

    private mutating func appendRefused(_ list: Element?, _ message: Int?, _ total: inout CellcastTotal) {
        guard list?.kind == .array else { return }
        var hint = firstAsked(message)
        var next = list?.firstChild
        while let entry = next {
            next = entry.next
            append(entry, .rejected)
            total.take(.rejected)
            markAsked(entry, message, &hint)
        }
    }

    /// Recipients that were asked for and that the answer does not name. They were not accepted; but if there are
    /// entries that nobody was asked for, one of those may be meant; and it may be one of several for the same number,
    /// or counted only.
    private mutating func appendMissing(_ message: Int?, _ total: inout CellcastTotal) {
        let outcome: Outcome = strangers == 0 ? .rejected : .unknown
        for index in 0..<asked.count where CellcastEntries.isFor(message, asked.values[index]) {
            let recipient = asked.values[index]
            if recipient.isAnswered != 0 { continue }
            begin(outcome, nil)
            appendNumber(of: recipient)
            desk.records.endRecord()
            total.take(outcome)
        }
        strangers = 0
    }

    private func isShort(_ content: Element, _ total: StaticString, _ taken: StaticString) -> Bool {
        guard asked.count == 0, let all = content.member(total).flatMap(CellcastMarks.number),
            let accepted = content.member(taken).flatMap(CellcastMarks.number)
        else { return false }
        return accepted < all
    }

    // MARK: - Records

    private func appendElements(of list: Element?) {
        var next = list?.firstChild
        while let element = next {
            next = element.next
            append(element, .accepted)
        }
    }

    private func append(_ element: Element, _ outcome: Outcome) {
        begin(outcome, nil)
        if element.kind == .object {
            CellcastFields.append(membersOf: element, to: &desk.records, path: &desk.path)
        } else if element.kind == .string || element.kind == .number {
            desk.records.append("TO", element.value)
        }
        desk.records.endRecord()
    }

    private func begin(_ outcome: Outcome, _ envelope: CellcastEnvelope?) {
        desk.records.beginRecord()
        desk.records.updateLast { $0.verdict = outcome.rawValue }
        envelope?.appendCode(to: &desk.records)
    }

    private func appendNumber(of recipient: RecipientList.Recipient) {
        let start = Int(recipient.offset)
        let end = start &+ Int(recipient.length)
        guard end <= digits.count else { return }
        var number = ByteBuffer()
        number.append(0x2B)
        number.append(UnsafeBufferPointer(rebasing: digits.bytes[start..<end]))
        desk.records.append("TO", number.bytes)
    }

    // MARK: - Numbers

    /// Whether a recipient is one of a message, or of any.
    private static func isFor(_ message: Int?, _ recipient: RecipientList.Recipient) -> Bool {
        message == nil || Int(recipient.message) == message
    }

    /// How many recipients a message has.
    private func wanted(_ message: Int?) -> Int {
        asked.values.reduce(0) { $0 &+ (CellcastEntries.isFor(message, $1) ? 1 : 0) }
    }

    private func firstAsked(_ message: Int?) -> Int {
        asked.values.firstIndex { CellcastEntries.isFor(message, $0) } ?? 0
    }

    private mutating func markAsked(_ entry: Element, _ message: Int?, _ hint: inout Int) {
        guard asked.count > 0 else { return }
        guard let key = CellcastEntries.key(of: entry), let place = place(of: key, message, hint) else {
            strangers &+= 1
            return
        }
        // A second one may be meant for somebody whom the answer does not name.
        if asked.values[place].isAnswered != 0 { strangers &+= 1 }
        asked.start?[place].isAnswered = 1
        hint = place &+ 1
    }

    /// The recipient that a number means. Answers keep the order of requests, so `hint` is tried first.
    private func place(of key: UInt64, _ message: Int?, _ hint: Int) -> Int? {
        let isMeant = { (other: RecipientList.Recipient) in
            other.key == key && CellcastEntries.isFor(message, other)
        }
        if hint < asked.count, isMeant(asked.values[hint]) { return hint }
        return asked.values.firstIndex(where: isMeant)
    }

    /// The number that an entry is about.
    private static func key(of entry: Element) -> UInt64? {
        if entry.kind == .string || entry.kind == .number { return CellcastNumber.key(entry.value) }
        let value = entry.member("to") ?? entry.member("Number") ?? entry.member("Contact") ?? entry.member("receiver")
        return value.flatMap { CellcastNumber.key($0.value) }
    }

    /// Whether an answer names a message that was taken, wherever it does, or counts one, whatever else it says.
    static func namesMessage(_ root: Element) -> Bool {
        if id(of: root) != .none || takenCount(root) > 0 { return true }
        var next = root.firstChild
        while let child = next {
            next = child.next
            if child.hasChildren, namesMessage(child) { return true }
        }
        return false
    }

    /// Whether an answer lists or counts messages that were taken, whatever else it says. An id outside of a list may
    /// be that of the message which was asked about.
    static func listsMessage(_ root: Element) -> Bool {
        let lists = CellcastLists(root.member("data") ?? root)
        return takenCount(lists.content) > 0 || (lists.messages ?? lists.queue).map(namesMessage) ?? false
    }

    /// How many messages an answer says were taken; 0 if it does not say.
    private static func takenCount(_ content: Element) -> Int {
        let counts = (content.member("success_number"), content.member("totalValidContact"))
        return max(counts.0.flatMap(CellcastMarks.number) ?? 0, counts.1.flatMap(CellcastMarks.number) ?? 0)
    }

    /// How many of a list's messages have an id.
    private static func idCount(_ list: Element?) -> Int {
        var count = 0
        var next = list?.firstChild
        while let entry = next {
            next = entry.next
            if id(of: entry) != .none { count &+= 1 }
        }
        return count
    }

    /// What an entry has for an id.
    private enum ID {
        /// Absent, null and empty are none.
        case none
        /// A text or a number.
        case readable
        /// Something else, as an object: there may be a message all the same.
        case unreadable
    }

    private static func id(of entry: Element) -> ID {
        guard let id = entry.member("message_id"), !CellcastMarks.isNothing(id), id.kind != .no else { return .none }
        return id.kind == .string || id.kind == .number ? .readable : .unreadable
    }
}
