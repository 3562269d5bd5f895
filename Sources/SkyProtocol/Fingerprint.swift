/// A 128-bit sum over the fields of a notification: equal for redeliveries of one event.
///
/// The provider gives notifications no id of their own, so the whole content is the identity. The order of the
/// fields does not count (rule T5). The function is fixed for ever, because programs keep its results; it spreads
/// well, but it is no cryptographic hash: it tells redeliveries apart, not forgeries.
struct Fingerprint {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// Add a field.
    @inline(__always)
    mutating func add(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
        var first: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(name.count)
        var second: UInt64 = 0xC2B2_AE3D_27D4_EB4F ^ UInt64(value.count)
        Fingerprint.mix(name, &first, &second)
        Fingerprint.mix(value, &first, &second)
        low = low &+ Fingerprint.finish(first)
        high = high &+ Fingerprint.finish(second)
    }

    /// Write the 32 hexadecimal digits.
    func write(_ put: (UInt8) -> Void) {
        Fingerprint.write(high, put)
        Fingerprint.write(low, put)
    }

    private static func write(_ half: UInt64, _ put: (UInt8) -> Void) {
        let digits: StaticString = "0123456789abcdef"
        var shift: UInt64 = 64
        while shift > 0 {
            shift &-= 4
            put(digits.utf8Start[Int(half >> shift & 15)])
        }
    }

    /// Eight bytes at a time, the rest padded with zeros; lengths went in at the start, so padding is not ambiguous.
    @inline(__always)
    private static func mix(_ bytes: UnsafeBufferPointer<UInt8>, _ first: inout UInt64, _ second: inout UInt64) {
        var offset = 0
        while offset < bytes.count {
            var word: UInt64 = 0
            if bytes.count &- offset >= 8, let base = bytes.baseAddress {
                word = UInt64(
                    littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            } else {
                var shift: UInt64 = 0
                for index in offset..<bytes.count {
                    word |= UInt64(bytes[index]) << shift
                    shift &+= 8
                }
            }
            first = (first ^ word) &* 0xFF51_AFD7_ED55_8CCD
            first ^= first >> 32
            second = (second &+ word) &* 0xC4CE_B9FE_1A85_EC53
            second ^= second >> 29
            offset &+= 8
        }
    }

    @inline(__always)
    private static func finish(_ value: UInt64) -> UInt64 {
        var mixed = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ mixed >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ mixed >> 33
    }
}
