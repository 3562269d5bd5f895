/// MD5 (RFC 1321), for the one thing Skycore wants it for: the account's password (docs/skycore.md, section 2). It
/// protects nothing by today's measure; it is the provider's form of a password.
package struct MD5 {
    /// The digest as 32 lower-case hexadecimal digits, the way PHP's md5() writes it.
    package static func hexadecimal(_ message: UnsafeBufferPointer<UInt8>) -> InlineArray<32, UInt8> {
        var state: (UInt32, UInt32, UInt32, UInt32) = (0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476)
        let blocks = (message.count &+ 8) / 64 &+ 1
        for block in 0..<blocks { mix(words(of: message, block, isLast: block == blocks &- 1), into: &state) }
        return text(of: state)
    }

    /// Sixteen words of the message, behind which come a bit, zeros, and the length in bits.
    private static func words(
        of message: UnsafeBufferPointer<UInt8>, _ block: Int, isLast: Bool
    ) -> InlineArray<16, UInt32> {
        var words = InlineArray<16, UInt32>(repeating: 0)
        for index in 0..<64 {
            let position = block &* 64 &+ index
            let byte: UInt8 = position < message.count ? message[position] : position == message.count ? 0x80 : 0
            words[index >> 2] |= UInt32(byte) << UInt32((index & 3) &* 8)
        }
        if isLast {
            let bits = UInt64(truncatingIfNeeded: message.count) &* 8
            words[14] = UInt32(truncatingIfNeeded: bits)
            words[15] = UInt32(truncatingIfNeeded: bits >> 32)
        }
        return words
    }

    private static func mix(_ words: InlineArray<16, UInt32>, into state: inout (UInt32, UInt32, UInt32, UInt32)) {
        var (a, b, c, d) = state
        for step in 0..<64 {
            let (value, word) = round(step, b, c, d)
            let sum = a &+ value &+ constant(step) &+ words[word]
            let turn = rotation(step)
            (a, d, c, b) = (d, c, b, b &+ (sum << turn | sum >> (32 &- turn)))
        }
        state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d)
    }

    /// The round's function and which word it takes.
    private static func round(_ step: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> (UInt32, Int) {
        switch step >> 4 {
        case 0: return (b & c | ~b & d, step)
        case 1: return (d & b | ~d & c, (5 &* step &+ 1) & 15)
        case 2: return (b ^ c ^ d, (3 &* step &+ 5) & 15)
        default: return (c ^ (b | ~d), (7 &* step) & 15)
        }
    }

    private static func rotation(_ step: Int) -> UInt32 {
        let turns: InlineArray<16, UInt32> = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
        return turns[(step >> 4) &* 4 &+ (step & 3)]
    }

    /// The integer part of 2^32 · |sin(step + 1)|, which RFC 1321 calls T.
    private static func constant(_ step: Int) -> UInt32 {
        let table: InlineArray<64, UInt32> = [
            0xD76A_A478, 0xE8C7_B756, 0x2420_70DB, 0xC1BD_CEEE, 0xF57C_0FAF, 0x4787_C62A,
            0xA830_4613, 0xFD46_9501, 0x6980_98D8, 0x8B44_F7AF, 0xFFFF_5BB1, 0x895C_D7BE,
            0x6B90_1122, 0xFD98_7193, 0xA679_438E, 0x49B4_0821, 0xF61E_2562, 0xC040_B340,
            0x265E_5A51, 0xE9B6_C7AA, 0xD62F_105D, 0x0244_1453, 0xD8A1_E681, 0xE7D3_FBC8,
            0x21E1_CDE6, 0xC337_07D6, 0xF4D5_0D87, 0x455A_14ED, 0xA9E3_E905, 0xFCEF_A3F8,
            0x676F_02D9, 0x8D2A_4C8A, 0xFFFA_3942, 0x8771_F681, 0x6D9D_6122, 0xFDE5_380C,
            0xA4BE_EA44, 0x4BDE_CFA9, 0xF6BB_4B60, 0xBEBF_BC70, 0x289B_7EC6, 0xEAA1_27FA,
            0xD4EF_3085, 0x0488_1D05, 0xD9D4_D039, 0xE6DB_99E5, 0x1FA2_7CF8, 0xC4AC_5665,
            0xF429_2244, 0x432A_FF97, 0xAB94_23A7, 0xFC93_A039, 0x655B_59C3, 0x8F0C_CC92,
            0xFFEF_F47D, 0x8584_5DD1, 0x6FA8_7E4F, 0xFE2C_E6E0, 0xA301_4314, 0x4E08_11A1,
            0xF753_7E82, 0xBD3A_F235, 0x2AD7_D2BB, 0xEB86_D391,
        ]
        return table[step]
    }

    private static func text(of state: (UInt32, UInt32, UInt32, UInt32)) -> InlineArray<32, UInt8> {
        let digits: StaticString = "0123456789abcdef"
        let words: InlineArray<4, UInt32> = [state.0, state.1, state.2, state.3]
        var text = InlineArray<32, UInt8>(repeating: 0)
        for index in 0..<16 {
            let byte = Int(words[index >> 2] >> UInt32((index & 3) &* 8) & 0xFF)
            text[index &* 2] = digits.utf8Start[byte >> 4]
            text[index &* 2 &+ 1] = digits.utf8Start[byte & 15]
        }
        return text
    }
}
