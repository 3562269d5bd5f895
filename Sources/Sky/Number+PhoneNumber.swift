import CSky
import SkyNumbers

extension sky_number {
    /// What was read, as C has it.
    @inline(__always)
    init(_ number: PhoneNumber) {
        self.init()
        status = number.status.rawValue
        type = number.typeCode
        digit_count = number.digitCount
        calling_code_length = number.callingCodeLength
        calling_code = number.callingCode
        leading_zeros = number.leadingZeros
        if let found = number.region {
            let text = found.text
            region = (
                CChar(bitPattern: text.0), CChar(bitPattern: text.1), CChar(bitPattern: text.2),
                CChar(bitPattern: text.3)
            )
        }
        extension_offset = number.extensionOffset
        extension_length = number.extensionLength
        withUnsafeMutableBytes(of: &digits) { bytes in
            if let start = bytes.baseAddress { number.copyDigits(to: start) }
        }
    }
}
