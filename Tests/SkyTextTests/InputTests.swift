import Testing

@testable import SkyText

@Suite("Input that is refused")
struct InputTests {
    static func error(_ bytes: [UInt8]) -> TextError? {
        do throws(TextError) {
            _ = try withBytes(bytes) { text throws(TextError) in try TextMeter.measure(text) }
            return nil
        } catch {
            return error
        }
    }

    @Test("Of all sequences of two bytes, and of three and four from each class of bytes, exactly UTF-8 is taken")
    func validity() {
        let edges: [UInt8] = [
            0x01, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
            0xEF,
            0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        func check(_ bytes: [UInt8]) {
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            #expect((Self.error(bytes) == nil) == isValid, "\(bytes)")
        }
        for first in UInt8(1)...255 {
            check([first])
            for second in UInt8(1)...255 { check([first, second]) }
        }
        for first in edges {
            for second in edges {
                for third in edges {
                    check([first, second, third])
                    for fourth in edges { check([first, second, third, fourth]) }
                }
            }
        }
    }

    @Test(
        "Bytes that are not UTF-8 are refused with the offset at which they begin, wherever they stand",
        arguments: [
            [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xE2, 0x82],
            [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80], [0xFF], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func offsets(bad: [UInt8]) {
        for prefix in ["", "a", "Ж", "😀", "[]"] {
            for length in 0..<40 {
                let before = Array(prefix.utf8) + Array(repeating: 0x61, count: length)
                #expect(Self.error(before + bad) == TextError(.invalidUTF8, at: before.count))
                #expect(Self.error(before + bad + [0x61, 0x61]) == TextError(.invalidUTF8, at: before.count))
            }
        }
    }

    @Test("NUL is refused with its offset, in GSM 7-bit and in UCS-2 texts")
    func nul() {
        for prefix in ["", "a", "Ж", "€", "😀"] {
            for length in 0..<70 {
                let before = Array(prefix.utf8) + Array(repeating: 0x61, count: length)
                #expect(Self.error(before + [0] + [0x61]) == TextError(.nul, at: before.count))
            }
        }
    }

    @Test("Of random bytes none brings anything down: they are refused, or measured, split and simplified in agreement")
    func randomBytes() throws {
        var dice = Dice(state: 11)
        let fragments: [[UInt8]] =
            MeasureTests.pieces.map { Array($0.utf8) } + [[0x80], [0xE2, 0x82], [0xED, 0xA0], [0xF0, 0x9F], [0]]
        for round in 0..<20_000 {
            var bytes: [UInt8] = []
            while Bool.random(using: &dice) || bytes.count < round % 40 {
                bytes += fragments[Int.random(in: 0..<fragments.count - (round % 4 == 0 ? 0 : 5), using: &dice)]
                if round % 8 == 0 { bytes.append(UInt8.random(in: 0...255, using: &dice)) }
            }
            guard Self.error(bytes) == nil else {
                try #require(String(validating: bytes, as: UTF8.self) == nil || bytes.contains(0))
                continue
            }
            let text = String(decoding: bytes, as: UTF8.self)
            try #require(String(validating: bytes, as: UTF8.self) != nil)
            try SplitTests.check(text, keepingClusters: false)
            try SplitTests.check(text, keepingClusters: true)
            let simplified = try simplify(text, TextOptions(transliterates: round % 2 == 0))
            try #require(simplified.info.simplifiedSegments <= simplified.info.segments)
        }
    }

    @Test("1 MiB is measured, one byte more is refused at once")
    func limit() {
        var bytes = [UInt8](repeating: 0x61, count: TextMeter.longestText)
        #expect(Self.error(bytes) == nil)
        bytes.append(0xFF)
        #expect(Self.error(bytes) == TextError(.tooLong, at: TextMeter.longestText))
        #expect(
            Self.error([UInt8](repeating: 0x61, count: 10_000_000)) == TextError(.tooLong, at: TextMeter.longestText))
    }
}
