import SkyDocument

/// Reads Cellcast's callbacks (docs/cellcast.md, section 7): reports and inbound messages, of both generations, one
/// object or an array of them.
enum CellcastPostback {
    /// Read a callback.
    ///
    /// - Returns: a block with one record for each element of the array, of whatever kind: one bad element does not
    ///   lose the others. An empty array has none.
    /// - Throws: what is wrong, with the offset in `body`; `.unknownRoot` for a single object that is no callback.
    static func read(_ body: UnsafeBufferPointer<UInt8>) throws(ProtocolError) -> RecordBlock {
        guard let desk = ReadingDesk.ofThisThread() else { throw .outOfMemory }
        let header = try collect(body, desk)
        guard let block = desk.records.finish(header, raw: body) else { throw .outOfMemory }
        return block
    }

    /// Read a callback into memory of the caller's: the same block.
    ///
    /// - Returns: the bytes that the block takes. If `memory` has fewer, nothing was written.
    static func read(
        _ body: UnsafeBufferPointer<UInt8>, into memory: UnsafeMutableRawBufferPointer
    ) throws(ProtocolError) -> Int {
        guard let desk = ReadingDesk.ofThisThread() else { throw .outOfMemory }
        let header = try collect(body, desk)
        guard let size = desk.records.finish(header, raw: body, into: memory) else { throw .outOfMemory }
        return size
    }

    /// The document's root, once it is known to be a callback's.
    static func root(
        of body: UnsafeBufferPointer<UInt8>, _ desk: ReadingDesk
    ) throws(ProtocolError) -> Element {
        let root: Element
        do { root = try desk.json.read(body) } catch { throw .document(error) }
        guard root.kind == .array || CellcastEvent(root) != nil else { throw .unknownRoot }
        return root
    }

    /// Go over the events of a document.
    static func forEachEvent(in root: Element, _ visit: (Element) -> Void) {
        guard root.kind == .array else { return visit(root) }
        var next = root.firstChild
        while let element = next {
            next = element.next
            visit(element)
        }
    }

    private static func collect(
        _ body: UnsafeBufferPointer<UInt8>, _ desk: ReadingDesk
    ) throws(ProtocolError) -> RecordHeader {
        let root = try self.root(of: body, desk)
        desk.records.reset(withFingerprints: true)
        desk.path.reset()
        forEachEvent(in: root) { append($0, desk) }
        return RecordHeader(notifications: desk.records.recordCount, of: .cellcast)
    }

    private static func append(_ element: Element, _ desk: ReadingDesk) {
        desk.records.beginRecord()
        if element.kind == .object {
            CellcastFields.append(membersOf: element, to: &desk.records, path: &desk.path)
        } else {
            desk.records.append("VALUE", element.value)
        }
        desk.records.endRecord()
        guard let event = CellcastEvent(element) else { return }
        desk.records.updateLast { record in
            record.kind = event.kind.rawValue
            record.verdict = event.verdict.rawValue
            record.isFinal = event.isFinal ? 1 : 0
        }
    }
}
