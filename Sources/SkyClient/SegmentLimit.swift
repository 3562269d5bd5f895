import SkyDocument
import SkyProtocol
import SkyText

/// What `max_segments` asks for: nobody is surprised by a bill.
enum SegmentLimit {
    /// - Throws: `.text` with the count if the text takes more segments, and with what it would take simplified if that
    ///   is within the limit.
    static func check(
        _ text: UnsafeBufferPointer<UInt8>, atMost limit: Int, field: StaticString = "text"
    ) throws(SendFailure) {
        let info: TextInfo
        do throws(TextError) {
            info = try TextMeter.measure(text)
        } catch {
            var message = Message(field)
            message.append(": cannot be measured")
            throw SendFailure(.text, message, at: error.offset)
        }
        guard info.segments > limit else { return }
        var message = Message(field)
        message.append(": takes ")
        message.append(info.segments)
        message.append(" segments, and this client sends at most ")
        message.append(limit)
        if info.simplifiedSegments <= limit {
            message.append("; simplified it would take ")
            message.append(info.simplifiedSegments)
        }
        throw SendFailure(.text, message)
    }

    /// The same for a request: its TEXT, if it asks for an SMS (docs/skycore.md, sections 4.1 and 4.7).
    static func check(_ request: Element, of action: SkycoreAction?, atMost limit: Int) throws(SendFailure) {
        guard let name = action?.name,
            FieldName.matches(name, "SENDSMS") || FieldName.matches(name, "SENDMESSAGEBYSUBSCRIBERREF")
        else { return }
        var next = request.firstChild
        while let child = next {
            if FieldName.matches(child.name, "TEXT") { try check(child.value, atMost: limit, field: "TEXT") }
            next = child.next
        }
    }
}
