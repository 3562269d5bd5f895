import SkyNumbers

/// How the command reads numbers: as `sky_normalize_msisdn` does, and stricter if asked to.
struct NumberReading {
    let region: Region?
    let requiresValid: Bool
    let smsOnly: Bool

    /// A number, or why it is refused.
    enum Outcome {
        case accepted(PhoneNumber)
        case refused(PhoneNumber, NumberError)
    }

    /// Reads UTF-8; `rowRegion` takes the place of the region for all rows.
    func read(_ text: UnsafeBufferPointer<UInt8>, rowRegion: Region? = nil) -> Outcome {
        let region = rowRegion ?? region
        let flags: NumberFlags = requiresValid ? .requireValid : []
        let number = MSISDN.readable(text, defaultRegion: region, smsTypes: smsOnly ? .smsCapable : .all)
        if number.isAccepted(flags) { return .accepted(number) }
        return .refused(number, MSISDN.error(for: number, text, defaultRegion: region))
    }

    /// A number's digits.
    static func digits(_ number: PhoneNumber) -> [UInt8] {
        (0..<Int(number.digitCount)).map { number.digits[$0] }
    }

    /// A refusal in words.
    static func words(_ error: NumberError) -> String {
        let bytes = [UInt8](unsafeUninitializedCapacity: 128) { room, count in count = error.writeReason(into: room) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
