import SkyDocument

/// Writes answers and postbacks as JSON, with everything the document holds.
///
/// The flat fields of a record leave out how elements nest, so the document is read once more here.
package enum SkycoreJSON {
    /// A postback as JSON:
    /// `{"provider", "notifications": [{"kind", "verdict", "final", "fingerprint", "fields": {…}}]}`.
    ///
    /// - Returns: memory that the caller frees with free(), NUL-terminated.
    @export(interface)
    package static func postback(_ view: RecordView) throws(ProtocolError) -> UnsafeMutablePointer<UInt8> {
        guard let desk = ReadingDesk.ofThisThread() else { throw .outOfMemory }
        let root = try SkycorePostback.root(of: view.raw, desk)
        var output = ElementJSON()
        guard output.begin(nodes: desk.reader.nodeCount) else { throw .outOfMemory }
        output.json.beginObject()
        output.json.name("provider")
        output.json.string("skycore")
        output.json.name("notifications")
        output.json.beginArray()
        var index = 0
        try SkycorePostback.forEachNotification(in: root) { notification throws(ProtocolError) in
            guard let record = view.entry(index) else { return }
            index &+= 1
            write(notification, record, view, into: &output)
        }
        output.json.endArray()
        output.json.endObject()
        return try finish(&output)
    }

    /// An answer as JSON: `{"provider", "status", "http_status", "tries", "elapsed_ms", "retry_after_ms",
    /// "fields": {…}, "entries": [{"status", "fields": {…}}]}`. An answer that was no document has neither fields nor
    /// entries.
    ///
    /// - Returns: memory that the caller frees with free(), NUL-terminated.
    @export(interface)
    package static func answer(_ view: RecordView) throws(ProtocolError) -> UnsafeMutablePointer<UInt8> {
        guard let desk = ReadingDesk.ofThisThread() else { throw .outOfMemory }
        var output = ElementJSON()
        output.json.beginObject()
        output.json.writeExchange(of: view, "skycore")
        if let root = try? SkycoreAnswer.root(of: view.raw, desk) {
            guard output.begin(nodes: desk.reader.nodeCount) else { throw .outOfMemory }
            output.json.name("fields")
            output.writeFields(of: root, leavingOut: SkycoreAnswer.isEntry)
            output.json.name("entries")
            writeEntries(of: root, view, into: &output)
        }
        output.json.endObject()
        return try finish(&output)
    }

    private static func write(
        _ notification: Element, _ record: Record, _ view: RecordView, into output: inout ElementJSON
    ) {
        output.json.beginObject()
        output.json.writeJudgement(of: record, view)
        output.json.name("fields")
        output.writeFields(of: notification, leavingOut: { _ in false })
        output.json.endObject()
    }

    private static func writeEntries(of root: Element, _ view: RecordView, into output: inout ElementJSON) {
        output.json.beginArray()
        var index = 0
        var next = root.firstChild
        while let child = next {
            next = child.next
            guard SkycoreAnswer.isEntry(child), let record = view.entry(index) else { continue }
            index &+= 1
            output.json.beginObject()
            output.json.name("status")
            output.json.string((Outcome(rawValue: record.verdict) ?? .unknown).name)
            output.json.name("fields")
            output.writeFields(of: child, leavingOut: { _ in false })
            output.json.endObject()
        }
        output.json.endArray()
    }

    private static func finish(_ output: inout ElementJSON) throws(ProtocolError) -> UnsafeMutablePointer<UInt8> {
        output.json.output.append(0)
        guard let text = output.json.output.take() else { throw .outOfMemory }
        return text
    }
}
