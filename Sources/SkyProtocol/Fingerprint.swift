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
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return }
        var left = bytes.count
        var position = base
        while left >= 8 {
            step(UInt64(littleEndian: position.loadUnaligned(as: UInt64.self)), &first, &second)
            position += 8
            left &-= 8
        }
        if left > 0 { step(rest(position, left), &first, &second) }
    }

    @inline(__always)
    private static func step(_ word: UInt64, _ first: inout UInt64, _ second: inout UInt64) {
        first = (first ^ word) &* 0xFF51_AFD7_ED55_8CCD
        first ^= first >> 32
        second = (second &+ word) &* 0xC4CE_B9FE_1A85_EC53
        second ^= second >> 29
    }

    /// One to seven bytes as a little-endian word. Two loads that overlap where there are four or more; three single
    /// bytes that may be the same one where there are fewer.
    @inline(__always)
    private static func rest(_ position: UnsafeRawPointer, _ left: Int) -> UInt64 {
        if left >= 4 {
            let low = UInt64(UInt32(littleEndian: position.loadUnaligned(as: UInt32.self)))
            let high = UInt64(UInt32(littleEndian: (position + (left &- 4)).loadUnaligned(as: UInt32.self)))
            return low | high << UInt64((left &- 4) &* 8)
        }
        let middle = left / 2
        let low = UInt64(position.load(as: UInt8.self))
        let inner = UInt64((position + middle).load(as: UInt8.self)) << UInt64(middle &* 8)
        return low | inner | UInt64((position + (left &- 1)).load(as: UInt8.self)) << UInt64((left &- 1) &* 8)
    }

    @inline(__always)
    private static func finish(_ value: UInt64) -> UInt64 {
        var mixed = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ mixed >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ mixed >> 33
    }
}
