/// A number in the form that providers want: digits in international format without plus.
package struct MSISDNDigits: Equatable, Sendable {
    private var digits: InlineArray<20, UInt8>
    /// How many digits, at most `MSISDN.maximumDigits`.
    package let count: Int

    init(_ number: PhoneNumber) {
        digits = number.digits
        count = Int(number.digitCount)
    }

    /// The ASCII digit at an index; 0 beyond `count`.
    package subscript(index: Int) -> UInt8 { index >= 0 && index < count ? digits[index] : 0 }

    /// Gives the ASCII digits, not NUL-terminated, for the length of the call.
    package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withUnsafeBytes(of: digits) { bytes in
            bytes.withMemoryRebound(to: UInt8.self) { all in
                body(UnsafeBufferPointer(start: all.baseAddress, count: count))
            }
        }
    }

    /// Whether two have the same digits.
    package static func == (left: MSISDNDigits, right: MSISDNDigits) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count where left[index] != right[index] { return false }
        return true
    }
}
