import SkyProtocol
import SkyText

/// What texts are held against before they go out: the client's own limit, and the provider's where it refuses longer ones.
enum TextRules {
    /// - Throws: `.text` with what is too long.
    ///
    /// - Parameter isLimited: whether the provider's limit is known to hold.
    static func check(
        _ text: UnsafeBufferPointer<UInt8>, _ settings: ClientSettings, isLimited: Bool
    ) throws(SendFailure) {
        if let limit = settings.maxSegments { try SegmentLimit.check(text, atMost: limit) }
        guard isLimited else { return }
        let limit = ProviderLimits.limit(of: .message, at: .cellcast)
        let info: TextInfo
        do throws(TextError) {
            info = try TextMeter.measure(text)
        } catch {
            throw SendFailure(.text, "text: cannot be measured", at: error.offset)
        }
        guard !limit.admits(info) else { return }
        var message = Message("text: takes ")
        message.append(info.units)
        message.append(" places, and the provider takes at most ")
        message.append(info.encoding == .gsm7 ? limit.gsm7 : limit.ucs2)
        throw SendFailure(.text, message)
    }
}
