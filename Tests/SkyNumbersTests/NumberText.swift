import SkyNumbers

/// Calls on strings instead of buffers.
func parse(
    _ text: String, _ region: StaticString? = nil, flags: NumberFlags = [], smsTypes: NumberTypes = .all
) -> PhoneNumber {
    var text = text
    return text.withUTF8 { bytes in
        PhoneNumberParser.parse(
            bytes, defaultRegion: region.flatMap { Region($0) }, flags: flags, smsTypes: smsTypes)
    }
}

/// The digits of a number as text.
func digits(_ number: PhoneNumber) -> String {
    String(decoding: (0..<Int(number.digitCount)).map { number.digits[$0] }, as: UTF8.self)
}

/// Either the digits that normalising gives, or the reason against it behind an exclamation mark.
func normalized(_ text: String, _ region: String? = nil) -> String {
    normalized(Array(text.utf8), region)
}

func normalized(_ text: [UInt8], _ region: String? = nil) -> String {
    switch normalization(text, region) {
    case .success(let digits):
        return digits.withBytes { String(decoding: $0, as: UTF8.self) }
    case .failure(let error):
        return "!" + reason(error)
    }
}

func normalization(_ text: [UInt8], _ region: String? = nil) -> Result<MSISDNDigits, NumberError> {
    text.withUnsafeBufferPointer { bytes in
        Array((region ?? "").utf8).withUnsafeBufferPointer { letters in
            Result { () throws(NumberError) in
                guard region == nil || Region(letters) != nil else { throw NumberError.unknownRegion }
                return try MSISDN.normalize(bytes, defaultRegion: Region(letters))
            }
        }
    }
}

func reason(_ error: NumberError) -> String {
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = bytes.withUnsafeMutableBufferPointer { error.writeReason(into: $0) }
    return String(decoding: bytes[0..<count], as: UTF8.self)
}
