import SkyDocument

/// Reads Cellcast's answers (docs/cellcast.md, section 6).
///
/// The whole gets the fields ERRORCODE and ERRORINFO in front of its own, so that what reads one provider's answers
/// reads the other's. `data` is but a wrapper: what lies in it is named as if it lay beside it.
enum CellcastAnswer {
    /// Read an answer.
    ///
    /// - Parameters:
    ///   - httpStatus: the status that came with it, which counts; 0 if it is not known.
    ///   - call: the call that it answers; one in which nothing is written if that is not known.
    /// - Returns: a block with the answer as a whole as record 0 and its entries behind it: one for each message of a
    ///   send, for each recipient that was asked for and is not in the answer, for each element of a list; none for an
    ///   empty list. Behind them, uncounted, what a request for the next page needs.
    /// - Throws: what is wrong; `.unknownRoot` for a document that is no answer of this provider's.
    static func read(
        _ body: UnsafeBufferPointer<UInt8>, httpStatus: Int, of call: borrowing Call
    ) throws(ProtocolError) -> RecordBlock {
        guard let desk = ReadingDesk.ofThisThread() else { throw .outOfMemory }
        let root: Element
        do { root = try desk.json.read(body) } catch { throw .document(error) }
        desk.records.reset(withFingerprints: false)
        desk.path.reset()
        var entries = CellcastEntries(desk, call)
        let outcome: Outcome
        if root.kind == .array {
            outcome = try readBulk(root, httpStatus, call, desk, &entries)
        } else {
            outcome = try readOne(root, httpStatus, call, desk, &entries)
        }
        guard entries.isComplete else { throw .outOfMemory }
        desk.records.update(0) { $0.verdict = outcome.rawValue }
        let count = desk.records.recordCount &- 1
        appendListRequest(of: call, desk)
        let header = RecordHeader(outcome, entries: count, of: .cellcast)
        guard let block = desk.records.finish(header, raw: body) else { throw .outOfMemory }
        return block
    }

    /// A block for an answer that says with its HTTP status alone that calls came too fast.
    static func throttled(_ body: UnsafeBufferPointer<UInt8>) -> RecordBlock? {
        guard let desk = ReadingDesk.ofThisThread() else { return nil }
        desk.records.reset(withFingerprints: false)
        desk.records.beginRecord()
        desk.records.updateLast { $0.verdict = Outcome.throttled.rawValue }
        CellcastEnvelope.Code.number(429).append(to: &desk.records)
        desk.records.endRecord()
        desk.records.repeatRecord(0)
        return desk.records.finish(RecordHeader(.throttled, entries: 1, of: .cellcast), raw: body)
    }

    // MARK: - One envelope

    private static func readOne(
        _ root: Element, _ httpStatus: Int, _ call: borrowing Call, _ desk: ReadingDesk,
        _ entries: inout CellcastEntries
    ) throws(ProtocolError) -> Outcome {
        guard let envelope = CellcastEnvelope(root, httpStatus: httpStatus, of: entries.purpose) else {
            throw .unknownRoot
        }
        let isEmptyList =
            envelope.outcome == .rejected && call.cellcastCall?.purpose == .readsList
            && envelope.isCalled(notFound: "not_found")
        let lists = CellcastLists(envelope.content)
        desk.records.beginRecord()
        envelope.appendCode(to: &desk.records)
        appendFields(of: envelope, lists, desk)
        // What an answer about one message says is said of the whole as well, unless others were asked for.
        if entries.askedRecipients < 2, let only = lists.onlyMessage {
            CellcastFields.append(membersOf: only, to: &desk.records, path: &desk.path)
        }
        desk.records.endRecord()
        if isEmptyList { return .accepted }
        guard envelope.outcome == .accepted else {
            entries.appendAsked(message: nil, outcome: envelope.outcome, envelope)
            return envelope.outcome
        }
        return entries.append(lists, envelope, message: nil)
    }

    /// The members of the envelope and of its `data`, without the lists that get records of their own.
    private static func appendFields(of envelope: CellcastEnvelope, _ lists: CellcastLists, _ desk: ReadingDesk) {
        let data = envelope.root.member("data")
        CellcastFields.append(membersOf: envelope.root, to: &desk.records, path: &desk.path) {
            lists.isList($0) || $0.kind == .object && $0.order == data?.order
        }
        guard let data, data.kind == .object else { return }
        CellcastFields.append(membersOf: data, to: &desk.records, path: &desk.path) { lists.isList($0) }
    }

    // MARK: - Many envelopes

    /// The answer to many messages: an array of envelopes in the order of the messages. Each is judged by itself.
    private static func readBulk(
        _ root: Element, _ httpStatus: Int, _ call: borrowing Call, _ desk: ReadingDesk,
        _ entries: inout CellcastEntries
    ) throws(ProtocolError) -> Outcome {
        desk.records.beginRecord()
        var code = CellcastEnvelope.Code.none
        var isAnswer = false
        var hasFailure = false
        var next = root.firstChild
        while let child = next {
            next = child.next
            guard let envelope = CellcastEnvelope(child, httpStatus: httpStatus, of: entries.purpose) else { continue }
            // The first that is not a success; the outcomes of all are in the entries.
            if !hasFailure { code = envelope.code }
            hasFailure = hasFailure || envelope.outcome != .accepted
            isAnswer = true
        }
        guard isAnswer else { throw .unknownRoot }
        code.append(to: &desk.records)
        desk.records.endRecord()
        var total = CellcastTotal()
        var message = 0
        next = root.firstChild
        while let child = next {
            next = child.next
            total.take(readMessage(child, httpStatus, message, &entries))
            message &+= 1
        }
        while message < entries.askedMessages {
            total.take(.unknown)
            entries.appendAsked(message: message, outcome: .unknown, nil)
            message &+= 1
        }
        return total.outcome
    }

    private static func readMessage(
        _ element: Element, _ httpStatus: Int, _ message: Int, _ entries: inout CellcastEntries
    ) -> Outcome {
        guard let envelope = CellcastEnvelope(element, httpStatus: httpStatus, of: entries.purpose) else {
            entries.appendAsked(message: message, outcome: .unknown, nil)
            return .unknown
        }
        guard envelope.outcome == .accepted else {
            // No document says what the HTTP status of a mixed answer is: it does not take a success back.
            let isDoubtful =
                envelope.outcome == .rejected
                && CellcastEnvelope(element, httpStatus: 200, of: entries.purpose)?.outcome == .accepted
            let outcome = isDoubtful ? .unknown : envelope.outcome
            entries.appendAsked(message: message, outcome: outcome, envelope)
            return outcome
        }
        return entries.append(CellcastLists(envelope.content), envelope, message: message)
    }

    // MARK: - Pages

    /// The list that was asked for, as a record behind the counted ones: its first field is the call, the others are
    /// the parameters.
    private static func appendListRequest(of call: borrowing Call, _ desk: ReadingDesk) {
        let request = call.listRequest
        guard request.count > 0 else { return }
        desk.records.beginRecord()
        var name: UnsafeBufferPointer<UInt8>? = UnsafeBufferPointer(start: nil, count: 0)
        var start = 0
        while let end = ByteScan.firstIndex(of: 0, in: request, from: start) {
            let part = UnsafeBufferPointer(rebasing: request[start..<end])
            if let known = name {
                desk.records.append(prefix: UnsafeBufferPointer(start: nil, count: 0), plain: known, value: part)
                name = nil
            } else {
                name = part
            }
            start = end &+ 1
        }
        desk.records.endRecord()
        desk.records.update(0) { $0.reserved.0 = 1 }
    }
}
