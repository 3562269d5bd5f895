/// A 128-bit sum over the fields of a notification: equal for redeliveries of one event.
///
/// The provider gives notifications no id of their own, so the whole content is the identity. The order of the
/// fields does not count (rule T5). The function is fixed for ever, because programs keep its results; it spreads
/// well, but it is no cryptographic hash: it tells redeliveries apart, not forgeries.
struct Fingerprint {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// Add a field.
    ///
    /// Behind name and value at least 7 more bytes must be readable; what they hold does not count.
    @inline(__always)
    mutating func add(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
        var first: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: name.count)
        var second: UInt64 = 0xC2B2_AE3D_27D4_EB4F ^ UInt64(truncatingIfNeeded: value.count)
        Fingerprint.mix(name, &first, &second)
        Fingerprint.mix(value, &first, &second)
        low = low &+ Fingerprint.finish(first)
        high = high &+ Fingerprint.finish(second)
    }

    /// The 32 hexadecimal digits, eight in each word, the first the lowest byte.
    var digits: (UInt64, UInt64, UInt64, UInt64) {
        (
            Fingerprint.digits(high >> 32), Fingerprint.digits(high), Fingerprint.digits(low >> 32),
            Fingerprint.digits(low)
        )
    }

    /// The lower 32 bits as eight digits: four bits are spread to each byte, then all bytes become digits at once.
    @inline(__always)
    private static func digits(_ half: UInt64) -> UInt64 {
        var spread = UInt64(UInt32(truncatingIfNeeded: half).byteSwapped)
        spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
        spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
        spread = (spread >> 4 | spread << 8) & 0x0F0F_0F0F_0F0F_0F0F
        let letters = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return spread &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
    }

    /// Eight bytes at a time, the rest padded with zeros; lengths went in at the start, so padding is not ambiguous.
    @inline(__always)
    private static func mix(_ bytes: UnsafeBufferPointer<UInt8>, _ first: inout UInt64, _ second: inout UInt64) {
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return }
        var left = bytes.count
        var position = base
        while left >= 8 {
            step(UInt64(littleEndian: position.loadUnaligned(as: UInt64.self)), &first, &second)
            position += 8
            left &-= 8
        }
        if left > 0 {
            let behind = UInt64(truncatingIfNeeded: 64 &- 8 &* left)
            let word = UInt64(littleEndian: position.loadUnaligned(as: UInt64.self))
            step((word &<< behind) &>> behind, &first, &second)
        }
    }

    @inline(__always)
    private static func step(_ word: UInt64, _ first: inout UInt64, _ second: inout UInt64) {
        first = (first ^ word) &* 0xFF51_AFD7_ED55_8CCD
        first ^= first >> 32
        second = (second &+ word) &* 0xC4CE_B9FE_1A85_EC53
        second ^= second >> 29
    }

    @inline(__always)
    private static func finish(_ value: UInt64) -> UInt64 {
        var mixed = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ mixed >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ mixed >> 33
    }
}
