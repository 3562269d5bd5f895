import SkyDocument

/// Writes answers and callbacks as JSON, with everything the document holds.
enum CellcastJSON {
    /// A callback as JSON:
    /// `{"provider", "notifications": [{"kind", "verdict", "final", "fingerprint", "fields": {…}}]}`.
    ///
    /// - Returns: memory that the caller frees with free(), NUL-terminated.
    static func postback(_ view: RecordView) throws(ProtocolError) -> UnsafeMutablePointer<UInt8> {
        guard let desk = ReadingDesk.ofThisThread() else { throw .outOfMemory }
        let root = try CellcastPostback.root(of: view.raw, desk)
        var json = JSONWriter()
        json.beginObject()
        json.name("provider")
        json.string("cellcast")
        json.name("notifications")
        json.beginArray()
        var index = 0
        CellcastPostback.forEachEvent(in: root) { event in
            guard let record = view.entry(index) else { return }
            index &+= 1
            json.beginObject()
            json.writeJudgement(of: record, view)
            json.name("fields")
            json.write(event)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return try finish(&json)
    }

    /// An answer as JSON: `{"provider", "status", "http_status", "tries", "elapsed_ms", "retry_after_ms", "code",
    /// "fields", "entries": [{"status", "fields": {…}}]}`. `fields` is the document as it is; those of entries are
    /// flat, all texts. An answer that was no document has neither.
    ///
    /// - Returns: memory that the caller frees with free(), NUL-terminated.
    static func answer(_ view: RecordView) throws(ProtocolError) -> UnsafeMutablePointer<UInt8> {
        guard let desk = ReadingDesk.ofThisThread() else { throw .outOfMemory }
        var json = JSONWriter()
        json.beginObject()
        json.writeExchange(of: view, "cellcast")
        if let whole = view.whole, let code = view.value("ERRORCODE", in: whole) {
            json.name("code")
            json.string(code)
        }
        if let root = try? desk.json.read(view.raw) {
            json.name("fields")
            json.write(root)
            json.name("entries")
            json.beginArray()
            for index in 0..<Int(view.header.count) {
                guard let record = view.entry(index) else { continue }
                write(record, view, to: &json)
            }
            json.endArray()
        }
        json.endObject()
        return try finish(&json)
    }

    private static func write(_ record: Record, _ view: RecordView, to json: inout JSONWriter) {
        json.beginObject()
        json.name("status")
        json.string((Outcome(rawValue: record.verdict) ?? .unknown).name)
        json.name("fields")
        json.beginObject()
        view.forEachField(of: record) { name, value in
            json.name(name)
            json.string(value)
        }
        json.endObject()
        json.endObject()
    }

    private static func finish(_ json: inout JSONWriter) throws(ProtocolError) -> UnsafeMutablePointer<UInt8> {
        json.output.append(0)
        guard let text = json.output.take() else { throw .outOfMemory }
        return text
    }
}
