import SkyDocument

/// Takes the answer to one call for many recipients apart: what it says of each of them, as an answer of its own.
package struct GroupAnswer {
    /// Bytes of the whole that all parts together repeat: an answer with a long text, or a hostile one, would else take
    /// its size times the number of recipients.
    private static let maximumRepeated = 8 << 20

    private let answer: RecordView
    /// The number that each entry is about, as `RecipientList` compares them; 0 for none.
    private let keys: [UInt64]

    /// Whether several entries are about the same number.
    private let hasDoubles: Bool

    /// The answer to a call that went to the recipients in `call`.
    package init(_ answer: RecordView) {
        self.answer = answer
        var keys: [UInt64] = []
        for index in 0..<Int(answer.header.count) {
            let number = answer.entry(index).flatMap { answer.value("TO", in: $0) }
            keys.append(number.flatMap { CellcastNumber.key($0) } ?? 0)
        }
        self.keys = keys
        keys.sort()
        hasDoubles = zip(keys, keys.dropFirst()).contains { $0 == $1 && $0 != 0 }
    }

    /// What became of one recipient.
    ///
    /// A recipient that the answer does not name has the outcome of the whole, unless that is mixed: then nobody can
    /// say. Nor can anybody if entries about it contradict each other.
    ///
    /// - Parameter index: which recipient of the call.
    @export(interface)
    package func outcome(_ index: Int, of call: borrowing Call) -> Outcome {
        if let recipient = call.recipients.recipient(index), let place = place(of: recipient.key, hint: index) {
            return outcome(ofEntry: place)
        }
        let whole = Outcome(rawValue: answer.header.status) ?? .unknown
        return whole == .partial ? .unknown : whole
    }

    /// The answer for one recipient: the fields of the whole, as many as there is room for, and its entry. Nil if
    /// memory ran out.
    ///
    /// - Parameters:
    ///   - index: which recipient of the call.
    ///   - outcome: what became of it.
    @export(interface)
    package func part(_ index: Int, of call: borrowing Call, _ outcome: Outcome) -> RecordBlock? {
        guard let desk = ReadingDesk.ofThisThread() else { return nil }
        let entry = entry(index, of: call)
        desk.records.reset(withFingerprints: false)
        let room = GroupAnswer.maximumRepeated / max(1, call.recipients.count)
        begin(outcome, desk)
        copyWhole(to: desk, room: room)
        // As in the answer to a message of its own.
        copy(entry, to: desk)
        desk.records.endRecord()
        begin(outcome, desk)
        copy(entry, to: desk)
        desk.records.endRecord()
        var header = RecordHeader(outcome, entries: 1, of: answer.provider)
        header.httpStatus = answer.header.httpStatus
        return desk.records.finish(header, raw: UnsafeBufferPointer(start: nil, count: 0))
    }

    private func entry(_ index: Int, of call: borrowing Call) -> Record? {
        guard let recipient = call.recipients.recipient(index) else { return nil }
        return place(of: recipient.key, hint: index).flatMap { answer.entry($0) }
    }

    private func begin(_ outcome: Outcome, _ desk: ReadingDesk) {
        desk.records.beginRecord()
        desk.records.updateLast { $0.verdict = outcome.rawValue }
    }

    /// Append the fields of the whole, as many as there is room for, without those that count all recipients of the
    /// call.
    private func copyWhole(to desk: ReadingDesk, room: Int) {
        guard let whole = answer.whole else { return }
        var left = room
        answer.forEachField(of: whole) { name, value in
            let size = name.count &+ value.count
            guard size <= left, !GroupAnswer.isCount(name) else { return }
            left &-= size
            append(name, value, desk)
        }
    }

    private func copy(_ record: Record?, to desk: ReadingDesk) {
        guard let record else { return }
        answer.forEachField(of: record) { name, value in append(name, value, desk) }
    }

    private func append(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>, _ desk: ReadingDesk) {
        desk.records.append(prefix: UnsafeBufferPointer(start: nil, count: 0), plain: name, value: value)
    }

    private static func isCount(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        ByteScan.equalIgnoringCase(name, "total_numbers") || ByteScan.equalIgnoringCase(name, "success_number")
            || ByteScan.equalIgnoringCase(name, "credits_used")
    }

    /// What an entry says, unless another one about the same number says something else.
    private func outcome(ofEntry place: Int) -> Outcome {
        guard let verdict = answer.entry(place)?.verdict else { return .unknown }
        guard hasDoubles else { return Outcome(rawValue: verdict) ?? .unknown }
        for other in keys.indices where keys[other] == keys[place] && other != place {
            if answer.entry(other)?.verdict != verdict { return .unknown }
        }
        return Outcome(rawValue: verdict) ?? .unknown
    }

    /// The entry that a recipient has. Answers mostly keep the order of requests, so `hint` is tried first.
    private func place(of key: UInt64, hint: Int) -> Int? {
        if hint < keys.count, keys[hint] == key { return hint }
        return keys.firstIndex(of: key)
    }
}
