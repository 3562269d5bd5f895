import SkyDocument

/// Reads Skycore's answers (docs/skycore.md, section 4).
package enum SkycoreAnswer {
    /// Read an answer.
    ///
    /// - Returns: a block with the answer as a whole as record 0 and its entries behind it. The header has the
    ///   outcome of the whole (rule T10) and, of a throttling answer, the wait that it names.
    /// - Throws: what is wrong; offsets count from the beginning of `body`.
    @export(interface)
    package static func read(_ body: UnsafeBufferPointer<UInt8>) throws(ProtocolError) -> RecordBlock {
        guard let desk = ReadingDesk.ofThisThread() else { throw .outOfMemory }
        let root = try self.root(of: body, desk)
        desk.records.reset(withFingerprints: false)
        desk.records.beginRecord()
        SkycoreFields.append(childrenOf: root, to: &desk.records, path: &desk.path, leavesOutEntries: true)
        let outcome = appendEntries(of: root, desk)
        let wait = outcome == .throttled ? waitNamed(in: desk.records) : 0
        guard let block = finish(outcome, wait, raw: body, desk) else { throw .outOfMemory }
        return block
    }

    /// The document's root, once it is known to be an answer's (rule T3).
    static func root(
        of body: UnsafeBufferPointer<UInt8>, _ desk: ReadingDesk
    ) throws(ProtocolError) -> Element {
        let root: Element
        do { root = try desk.reader.read(body) } catch { throw .document(error) }
        guard ByteScan.equal(root.name, "RESPONSE") else { throw .unknownRoot }
        return root
    }

    /// Whether an element is the entry of one recipient (rule T10).
    static func isEntry(_ element: Element) -> Bool {
        element.hasChildren
            && (ByteScan.equal(element.name, "SUBSCRIBER") || ByteScan.equal(element.name, "SENDING"))
    }

    private static func finish(
        _ outcome: Outcome, _ wait: UInt32, raw: UnsafeBufferPointer<UInt8>, _ desk: ReadingDesk
    ) -> RecordBlock? {
        var header = RecordHeader(outcome, entries: desk.records.recordCount &- 1, of: .skycore)
        header.retryAfterMilliseconds = wait
        return desk.records.finish(header, raw: raw)
    }

    /// Append a record for each entry, or one for the answer itself if it has none; gives the outcome of the whole.
    private static func appendEntries(of root: Element, _ desk: ReadingDesk) -> Outcome {
        var first: Outcome?
        var isMixed = false
        var isRefused = true
        var next = root.firstChild
        while let child = next {
            next = child.next
            guard isEntry(child) else { continue }
            desk.records.beginRecord()
            SkycoreFields.append(childrenOf: child, to: &desk.records, path: &desk.path, leavesOutEntries: false)
            let outcome = self.outcome(of: desk.records, desk.records.recordCount &- 1)
            desk.records.updateLast { $0.verdict = outcome.rawValue }
            if let first, first != outcome { isMixed = true }
            if first == nil { first = outcome }
            if outcome != .rejected && outcome != .throttled { isRefused = false }
        }
        if first == nil { desk.records.repeatRecord(0) }
        let mixture = isRefused ? Outcome.rejected : .partial
        let outcome = isMixed ? mixture : first ?? self.outcome(of: desk.records, 0)
        desk.records.update(0) { $0.verdict = outcome.rawValue }
        if first == nil { desk.records.updateLast { $0.verdict = outcome.rawValue } }
        return outcome
    }

    /// How one entry ended (rule T9).
    private static func outcome(of records: borrowing RecordWriter, _ index: Int) -> Outcome {
        let status = records.value("STATUS", ofRecord: index)
        let code = records.value("ERRORCODE", ofRecord: index)
        let hasCode = (code?.count ?? 0) > 0
        if hasCode || ByteScan.equalIgnoringCase(status ?? UnsafeBufferPointer(start: nil, count: 0), "failure") {
            return Outcome(refusedWith: code.flatMap { AnswerCode.skycore(ProviderCode($0)) })
        }
        if let status {
            return ByteScan.equalIgnoringCase(status, "success") ? .accepted : .unknown
        }
        return records.value("TRACKINGID", ofRecord: index) != nil ? .accepted : .unknown
    }

    /// The seconds that ERRORINFO of a throttling answer names ("… every 5 seconds"), in milliseconds; 0 if it names
    /// none. The tables print a literal X where the number stands (docs/skycore.md, section 6, point 16).
    private static func waitNamed(in records: borrowing RecordWriter) -> UInt32 {
        guard let text = records.value("ERRORINFO", ofRecord: 0) else { return 0 }
        var offset = 0
        while offset < text.count {
            guard text[offset] >= 0x30, text[offset] <= 0x39 else {
                offset &+= 1
                continue
            }
            let isNegative = offset > 0 && text[offset &- 1] == 0x2D
            let milliseconds = number(in: text, at: &offset)
            if !isNegative, areSeconds(text, behind: offset) { return min(milliseconds, 86_400_000) }
        }
        return 0
    }

    /// A thousand times the number at `offset`, which may have a fraction; far too large ones are cut down.
    private static func number(in text: UnsafeBufferPointer<UInt8>, at offset: inout Int) -> UInt32 {
        var thousandths: UInt32 = 0
        while offset < text.count, text[offset] >= 0x30, text[offset] <= 0x39 {
            thousandths = min(100_000_000, thousandths &* 10 &+ UInt32(text[offset] &- 0x30) &* 1000)
            offset &+= 1
        }
        guard offset &+ 1 < text.count, text[offset] == 0x2E else { return thousandths }
        var weight: UInt32 = 100
        var next = offset &+ 1
        while next < text.count, text[next] >= 0x30, text[next] <= 0x39 {
            thousandths &+= UInt32(text[next] &- 0x30) &* weight
            weight /= 10
            next &+= 1
        }
        if next > offset &+ 1 { offset = next }
        return thousandths
    }

    /// Whether a number that ends at `offset` counts seconds: "5 seconds", "5 sec.", "5s".
    private static func areSeconds(_ text: UnsafeBufferPointer<UInt8>, behind offset: Int) -> Bool {
        var unit = offset
        while unit < text.count, ByteScan.isBlank(text[unit]) { unit &+= 1 }
        guard unit < text.count, text[unit] | 0x20 == 0x73 else { return false }
        let next = unit &+ 1 < text.count ? text[unit &+ 1] | 0x20 : 0
        return next == 0x65 || next < 0x61 || next > 0x7A
    }
}
