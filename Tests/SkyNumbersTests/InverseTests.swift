import SkyNumbers
import Testing

@Suite("A result given back is its own result")
struct InverseTests {
    /// All regions that have a plan.
    static let regions: [String] = {
        let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { $0 }
        return letters.flatMap { first in letters.map { second in String(decoding: [first, second], as: UTF8.self) } }
            .filter { name in
                Array(name.utf8).withUnsafeBufferPointer { Region($0)?.isSupported == true }
            }
    }()

    @Test("There are 245 regions, as the metadata has them")
    func count() {
        #expect(InverseTests.regions.count == 245)
    }

    @Test("Whatever digits of whatever region: what normalising gives, it gives again without a region")
    func inverse() {
        var random = SeededGenerator(state: 4)
        var accepted = 0
        for region in InverseTests.regions {
            for _ in 0..<300 {
                let prefix = ["", "", "0", "1", "8", "00", "06", "+"].randomElement(using: &random) ?? ""
                let count = Int.random(in: 2...15, using: &random)
                let text = prefix + (0..<count).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
                let first = normalized(text, region)
                guard !first.hasPrefix("!") else { continue }
                accepted += 1
                #expect(normalized(first) == first, "\(text) \(region)")
            }
        }
        #expect(accepted > 10_000)
    }

    @Test("Digits mean the same alone and behind +, 00 and 011")
    func spellings() {
        var random = SeededGenerator(state: 5)
        var accepted = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 6...15, using: &random)
            let number = (0..<count).map { "\(Int.random(in: ($0 == 0 ? 1 : 0)...9, using: &random))" }.joined()
            let alone = normalized(number)
            accepted += alone.hasPrefix("!") ? 0 : 1
            for prefix in ["+", "00", "011"] {
                let spelled = normalized(prefix + number)
                let isSame = alone.hasPrefix("!") ? spelled.hasPrefix("!") : spelled == alone
                #expect(isSame, "\(number): \(alone), behind \(prefix) \(spelled)")
            }
        }
        #expect(accepted > 3_000)
    }
}

/// SplitMix64: the same sequence everywhere.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
