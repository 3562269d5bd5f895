import SkyDocument

extension JSONWriter {
    /// What a notification was found to be, as members of the object that has begun.
    mutating func writeJudgement(of record: Record, _ view: RecordView) {
        name("kind")
        string((PostbackKind(rawValue: record.kind) ?? .other).name)
        name("verdict")
        string((Verdict(rawValue: record.verdict) ?? .unknown).name)
        name("final")
        boolean(record.isFinal != 0)
        if let fingerprint = view.fingerprint(of: record) {
            name("fingerprint")
            string(UnsafeBufferPointer(start: fingerprint, count: 32))
        }
    }

    /// What is known of a call and its answer, as members of the object that has begun.
    mutating func writeExchange(of view: RecordView, _ provider: StaticString) {
        let header = view.header
        name("provider")
        string(provider)
        name("status")
        string((Outcome(rawValue: header.status) ?? .unknown).name)
        write("http_status", header.httpStatus)
        write("tries", header.tries)
        write("elapsed_ms", header.elapsedMilliseconds)
        write("retry_after_ms", header.retryAfterMilliseconds)
    }

    /// A JSON value as it was read.
    mutating func write(_ value: Element) {
        switch value.kind {
        case .object:
            beginObject()
            var next = value.firstChild
            while let member = next {
                next = member.next
                name(member.name)
                write(member)
            }
            endObject()
        case .array:
            beginArray()
            var next = value.firstChild
            while let element = next {
                next = element.next
                write(element)
            }
            endArray()
        case .number: if !number(value.value) { string(value.value) }
        case .yes: boolean(true)
        case .no: boolean(false)
        case .null: null()
        default: string(value.value)
        }
    }

    private mutating func write(_ memberName: StaticString, _ value: UInt32) {
        name(memberName)
        number(Int(value))
    }
}
