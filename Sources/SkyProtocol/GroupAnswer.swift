import SkyDocument

/// Takes the answer to one call for many recipients apart: what it says of each of them, as an answer of its own.
package struct GroupAnswer {
    private let answer: RecordView
    /// The number that each entry is about, as `RecipientList` compares them; 0 for none.
    private let keys: [UInt64]

    /// The answer to a call that went to the recipients in `call`.
    package init(_ answer: RecordView) {
        self.answer = answer
        var keys: [UInt64] = []
        for index in 0..<Int(answer.header.count) {
            let number = answer.entry(index).flatMap { answer.value("TO", in: $0) }
            keys.append(number.flatMap { CellcastNumber.key($0) } ?? 0)
        }
        self.keys = keys
    }

    /// What became of one recipient.
    ///
    /// A recipient that the answer does not name has the outcome of the whole, unless that is mixed: then nobody can say.
    ///
    /// - Parameter index: which recipient of the call.
    @export(interface)
    package func outcome(_ index: Int, of call: borrowing Call) -> Outcome {
        if let entry = entry(index, of: call) { return Outcome(rawValue: entry.verdict) ?? .unknown }
        let whole = Outcome(rawValue: answer.header.status) ?? .unknown
        return whole == .partial ? .unknown : whole
    }

    /// The answer for one recipient: the fields of the whole, and its entry. Nil if memory ran out.
    ///
    /// - Parameters:
    ///   - index: which recipient of the call.
    ///   - outcome: what became of it.
    @export(interface)
    package func part(_ index: Int, of call: borrowing Call, _ outcome: Outcome) -> RecordBlock? {
        guard let desk = ReadingDesk.ofThisThread() else { return nil }
        let entry = entry(index, of: call)
        desk.records.reset(withFingerprints: false)
        begin(outcome, desk)
        copy(answer.whole, to: desk, leavesOutCounts: true)
        // As in the answer to a message of its own.
        copy(entry, to: desk)
        desk.records.endRecord()
        begin(outcome, desk)
        copy(entry, to: desk)
        desk.records.endRecord()
        var header = RecordHeader()
        header.count = 1
        header.firstRecord = 1
        header.status = outcome.rawValue
        header.httpStatus = answer.header.httpStatus
        header.provider = answer.header.provider
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

    /// Append the fields of a record; without those that count all recipients of the call, if so wanted.
    private func copy(_ record: Record?, to desk: ReadingDesk, leavesOutCounts: Bool = false) {
        guard let record else { return }
        answer.forEachField(of: record) { name, value in
            if leavesOutCounts, GroupAnswer.isCount(name) { return }
            desk.records.append(prefix: UnsafeBufferPointer(start: nil, count: 0), plain: name, value: value)
        }
    }

    private static func isCount(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        ByteScan.equalIgnoringCase(name, "total_numbers") || ByteScan.equalIgnoringCase(name, "success_number")
            || ByteScan.equalIgnoringCase(name, "credits_used")
    }

    /// The entry that a recipient has. Answers mostly keep the order of requests, so `hint` is tried first.
    private func place(of key: UInt64, hint: Int) -> Int? {
        if hint < keys.count, keys[hint] == key { return hint }
        return keys.firstIndex(of: key)
    }
}
