/// A number as it was read: plain data of fixed size.
package struct PhoneNumber: Sendable {
    /// What became of it. Unless `status.hasDigits`, all else is zero or absent.
    package internal(set) var status: NumberStatus
    /// The kind of line; `unknown` unless valid.
    package var type: NumberType { NumberType(rawValue: typeCode) ?? .unknown }
    /// The raw value of `type`.
    package internal(set) var typeCode: UInt8
    /// Digits in `digits`, at most 20; 0 if it could not be read.
    package internal(set) var digitCount: UInt8 = 0
    /// How many of them are the calling code; the others are the national number.
    package internal(set) var callingCodeLength: UInt8 = 0
    /// Country calling code, 1 to 999; 0 if it could not be read.
    package internal(set) var callingCode: UInt16 = 0
    /// Zeros at the start of the national number that belong to it (Italy); its last digit is not counted.
    package internal(set) var leadingZeros: UInt8 = 0
    /// Whether the text was not UTF-8; its status is `notANumber` then.
    package internal(set) var isInvalidUTF8 = false
    var regionOrNone: Region = .none
    /// Where the extension's digits stand in the input, in bytes.
    package internal(set) var extensionOffset: UInt16 = 0
    /// Length of the extension in the input, in bytes, as it was written (any script's digits); 0: none.
    package internal(set) var extensionLength: UInt16 = 0
    /// ASCII digits in international format without plus: calling code, then national number. Zero beyond `digitCount`.
    package internal(set) var digits: InlineArray<20, UInt8> = InlineArray(repeating: 0)

    /// Nothing was read.
    package static var unread: PhoneNumber { PhoneNumber(status: .notANumber) }

    init(status: NumberStatus) {
        self.status = status
        self.typeCode = 15
    }

    /// The region that the number belongs to; nil if that cannot be told. May be known for a number that is not valid.
    package var region: Region? { regionOrNone == .none ? nil : regionOrNone }

    /// Copies all of `digits` to 20 bytes of memory at once.
    @inline(__always)
    package func copyDigits(to memory: UnsafeMutableRawPointer) {
        withUnsafeBytes(of: digits) { bytes in
            UnsafeMutableRawBufferPointer(start: memory, count: 20).copyMemory(from: bytes)
        }
    }

    /// Whether a caller who gave these flags gets the number: it is possible, or valid if that is required, and can
    /// receive text messages if that was asked.
    @inline(__always)
    package func isAccepted(_ flags: NumberFlags) -> Bool {
        status == .valid || (status == .possible && !flags.contains(.requireValid))
    }
}
