import SkyText

/// What `max_segments` asks for: nobody is surprised by a bill.
enum SegmentLimit {
    /// - Throws: `.text` with the count if the text takes more segments, and with what it would take simplified if that
    ///   is within the limit.
    static func check(_ text: UnsafeBufferPointer<UInt8>, atMost limit: Int) throws(SendFailure) {
        let info: TextInfo
        do throws(TextError) {
            info = try TextMeter.measure(text)
        } catch {
            throw SendFailure(.text, "text: cannot be measured", at: error.offset)
        }
        guard info.segments > limit else { return }
        var message = Message("text: takes ")
        message.append(info.segments)
        message.append(" segments, and this client sends at most ")
        message.append(limit)
        if info.simplifiedSegments <= limit {
            message.append("; simplified it would take ")
            message.append(info.simplifiedSegments)
        }
        throw SendFailure(.text, message)
    }
}
