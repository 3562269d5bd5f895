// Nanoseconds for a number, over the lines of a file (text, tab, region): the best of several passes.

import Glibc
import SkyNumbers

func contents(_ path: String) -> [UInt8] {
    let file = open(path, O_RDONLY)
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
        let count = read(file, &chunk, chunk.count)
        if count <= 0 { return result }
        result += chunk[0..<count]
    }
}

struct Line {
    var start: Int
    var count: Int
    var region: Region?
}

func lines(_ text: [UInt8]) -> [Line] {
    var result: [Line] = []
    var start = 0
    for end in text.indices where text[end] == UInt8(ascii: "\n") {
        guard let tab = text[start..<end].lastIndex(of: UInt8(ascii: "\t")) else { continue }
        let region = text[(tab + 1)..<end].withUnsafeBufferPointer { Region($0) }
        result.append(Line(start: start, count: tab - start, region: region))
        start = end + 1
    }
    return result
}

/// Best time of `passes` over all lines.
func measure(_ name: String, _ count: Int, passes: Int = 15, _ pass: () -> UInt64) {
    var best = Duration.seconds(1000)
    var sum: UInt64 = 0
    for _ in 0..<passes {
        let started = ContinuousClock.now
        sum &+= pass()
        best = min(best, ContinuousClock.now - started)
    }
    let nanoseconds = Double(best.components.attoseconds) / 1e9 + Double(best.components.seconds) * 1e9
    let tenths = Int((nanoseconds / Double(count) * 10).rounded())
    print("libsky \(name): \(tenths / 10).\(tenths % 10) ns (check \(sum & 0xFFFF))")
}

func parseAll(_ bytes: UnsafeBufferPointer<UInt8>, _ lines: UnsafeBufferPointer<Line>) -> UInt64 {
    var sum: UInt64 = 0
    for index in 0..<lines.count {
        let text = UnsafeBufferPointer(
            start: bytes.baseAddress.map { $0 + lines[index].start }, count: lines[index].count)
        let number = PhoneNumberParser.parse(text, defaultRegion: lines[index].region, flags: NumberFlags(rawValue: 0))
        sum &+= UInt64(number.status.rawValue) &+ UInt64(number.digitCount) &+ UInt64(number.typeCode)
    }
    return sum
}

func normalizeAll(_ bytes: UnsafeBufferPointer<UInt8>, _ lines: UnsafeBufferPointer<Line>) -> UInt64 {
    var sum: UInt64 = 0
    for index in 0..<lines.count {
        let text = UnsafeBufferPointer(
            start: bytes.baseAddress.map { $0 + lines[index].start }, count: lines[index].count)
        let number = MSISDN.read(text, defaultRegion: lines[index].region)
        sum &+= UInt64(number.status.rawValue) &+ UInt64(number.digitCount)
    }
    return sum
}

func main(_ path: String) {
    let text = contents(path)
    let all = lines(text)
    text.withUnsafeBufferPointer { bytes in
        all.withUnsafeBufferPointer { lines in
            measure("all fields", lines.count) { parseAll(bytes, lines) }
            measure("normalized", lines.count) { normalizeAll(bytes, lines) }
        }
    }
}

main(CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "")
