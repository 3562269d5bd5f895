import Testing

@testable import SkyDocument

@Suite("UTF-8")
struct UTF8Tests {
    @Test("Every code point is valid and comes out as itself")
    func everyScalar() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(scalar).utf8)
            bytes.withUnsafeBufferPointer { buffer in
                let length = SkyDocument.UTF8.sequenceLength(in: buffer, at: 0)
                if length != bytes.count { Issue.record("U+\(String(value, radix: 16)): \(length)") }
                if SkyDocument.UTF8.scalar(in: buffer, at: 0, length: length) != value { Issue.record("\(value)") }
            }
        }
    }

    @Test("Every sequence of one to three bytes is judged as Swift's own decoder does")
    func everyShortSequence() {
        var bytes: [UInt8] = [0, 0, 0]
        for first in UInt8.min...UInt8.max {
            for second in stride(from: 0, to: 256, by: first < 0x80 ? 256 : 1) {
                bytes[0] = first
                bytes[1] = UInt8(second)
                bytes[2] = 0x80
                check(Array(bytes[0..<1]))
                check(Array(bytes[0..<2]))
                check(bytes)
            }
        }
    }

    @Test("The first bad byte is found wherever it stands among good ones")
    func position() {
        for length in 0..<40 {
            for place in 0..<max(length, 1) where length > 0 {
                var bytes = [UInt8](repeating: 0x61, count: length)
                bytes[place] = 0xFF
                #expect(bytes.withUnsafeBufferPointer { SkyDocument.UTF8.firstInvalid(in: $0) } == place)
                bytes[place] = 0
                #expect(bytes.withUnsafeBufferPointer { SkyDocument.UTF8.firstInvalidOrNUL(in: $0) } == place)
                #expect(bytes.withUnsafeBufferPointer { SkyDocument.UTF8.firstInvalid(in: $0) } == nil)
            }
        }
    }

    private func check(_ bytes: [UInt8]) {
        let isValid = bytes.withUnsafeBufferPointer { SkyDocument.UTF8.firstInvalid(in: $0) } == nil
        if isValid != (String(validating: bytes, as: Unicode.UTF8.self) != nil) { Issue.record("\(bytes)") }
    }
}
