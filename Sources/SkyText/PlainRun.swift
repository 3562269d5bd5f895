/// Finds runs of plain characters: ASCII that takes one septet each, so neither the escaped `[ \ ] ^ { | } ~` nor the
/// grave accent and the control characters other than LF and CR, which the alphabet does not have.
enum PlainRun {
    /// The offset after the plain characters from an offset on, as far as whole blocks of 16 bytes are plain.
    @inline(__always)
    static func end(in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        var offset = start
        while end &- offset >= 16 {
            let block = UnsafeRawPointer(bytes + offset).loadUnaligned(as: SIMD16<UInt8>.self)
            guard allPlain(block) else { break }
            offset &+= 16
        }
        return offset
    }

    @inline(__always)
    private static func allPlain(_ block: SIMD16<UInt8>) -> Bool {
        // SP to Z, and a to z: one comparison each, because subtraction wraps what is below to above.
        let upper: SIMDMask<SIMD16<Int8>> = (block &- SIMD16(repeating: 0x20)) .<= SIMD16(repeating: 0x3A)
        let lower: SIMDMask<SIMD16<Int8>> = (block &- SIMD16(repeating: 0x61)) .<= SIMD16(repeating: 0x19)
        let lowLine: SIMDMask<SIMD16<Int8>> = block .== SIMD16(repeating: 0x5F)
        let lineFeed: SIMDMask<SIMD16<Int8>> = block .== SIMD16(repeating: 0x0A)
        let carriageReturn: SIMDMask<SIMD16<Int8>> = block .== SIMD16(repeating: 0x0D)
        let plain = upper .| lower .| lowLine .| lineFeed .| carriageReturn
        // `all` goes through the lanes one by one; two words are quicker.
        let words = unsafeBitCast(plain, to: SIMD2<UInt64>.self)
        return words.x & words.y == UInt64.max
    }
}
