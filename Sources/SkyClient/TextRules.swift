import SkyProtocol
import SkyText

/// What texts are held against before they go out: the client's own limit (nobody is surprised by a bill), and the
/// provider's where it refuses longer ones.
enum TextRules {
    /// Hold a text against both.
    ///
    /// - Parameter isLimited: whether the provider's limit is known to hold.
    /// - Throws: `.text` with the count and the limit. If the text takes too many segments, also with what it would
    ///   take simplified, if that is within the limit.
    static func check(
        _ text: UnsafeBufferPointer<UInt8>, _ settings: ClientSettings, isLimited: Bool
    ) throws(SendFailure) {
        guard isLimited || settings.maxSegments != nil else { return }
        let info: TextInfo
        do throws(TextError) {
            info = try TextMeter.measure(text)
        } catch {
            throw SendFailure(.text, "text: cannot be measured", at: error.offset)
        }
        if let limit = settings.maxSegments, info.segments > limit { throw tooManySegments(info, limit) }
        guard isLimited, let provider = TextProvider(rawValue: settings.provider.rawValue) else { return }
        let limit = ProviderLimits.limit(of: .message, at: provider)
        if !limit.admits(info) { throw tooLong(info, limit) }
    }

    private static func tooManySegments(_ info: TextInfo, _ limit: Int) -> SendFailure {
        var message = Message("text: takes ")
        message.append(info.segments)
        message.append(" segments, and this client sends at most ")
        message.append(limit)
        if info.simplifiedSegments <= limit {
            message.append("; simplified it would take ")
            message.append(info.simplifiedSegments)
        }
        return SendFailure(.text, message)
    }

    private static func tooLong(_ info: TextInfo, _ limit: TextLimit) -> SendFailure {
        var message = Message("text: takes ")
        message.append(info.units)
        message.append(" places, and the provider takes at most ")
        message.append(info.encoding == .gsm7 ? limit.gsm7 : limit.ucs2)
        return SendFailure(.text, message)
    }
}
