@testable import SkyText

/// The rules in another form, slow and plain: characters as an array of units, parts as arrays of characters.
enum Reference {
    /// The code points of a table of `StandardTables` in the order of the septets; nil where there is no character.
    static func cells(_ table: String) -> [UInt32?] {
        table.split(separator: " ").flatMap { token -> [UInt32?] in
            let scalars = Array(token.unicodeScalars)
            switch token {
            case "LF": return [0x0A]
            case "CR": return [0x0D]
            case "FF": return [0x0C]
            case "SP": return [0x20]
            case "ESC": return [nil]
            default: break
            }
            if scalars.count == 1 { return [scalars[0].value] }
            if scalars.count == 3, scalars[1] == "…" { return (scalars[0].value...scalars[2].value).map { $0 } }
            if scalars[0] == ".", let count = Int(token.dropFirst()) { return Array(repeating: nil, count: count) }
            let ends = token.split(separator: "-").compactMap { UInt32($0, radix: 16) }
            return (ends[0]...(ends.last ?? 0)).map { $0 }
        }
    }

    /// The characters of a table.
    static func characters(_ table: String?) -> Set<UInt32> { Set(cells(table ?? "").compactMap { $0 }) }

    static let defaultSet = characters(StandardTables.locking[0])
    static let extensionSet = characters(StandardTables.single[0])

    /// Septets of a character in the default alphabet; nil if it is not there.
    static func septets(_ scalar: Unicode.Scalar) -> Int? {
        defaultSet.contains(scalar.value) ? 1 : extensionSet.contains(scalar.value) ? 2 : nil
    }

    /// A text cut as networks cut it.
    struct Cut: Equatable {
        var encoding: TextEncoding
        var units: Int
        /// Units of each part.
        var parts: [Int]
        var capacity: Int
    }

    static func cut(_ text: String) -> Cut {
        let septets = text.unicodeScalars.map(septets)
        let isGSM = !septets.contains(nil)
        let sizes = isGSM ? septets.map { $0 ?? 0 } : text.unicodeScalars.map { UTF16.width($0) }
        let (alone, several) = isGSM ? (160, 153) : (70, 67)
        let total = sizes.reduce(0, +)
        if total <= alone {
            return Cut(encoding: isGSM ? .gsm7 : .ucs2, units: total, parts: total == 0 ? [] : [total], capacity: alone)
        }
        var parts = [0]
        for size in sizes {
            if parts[parts.count - 1] + size > several { parts.append(0) }
            parts[parts.count - 1] += size
        }
        return Cut(encoding: isGSM ? .gsm7 : .ucs2, units: total, parts: parts, capacity: several)
    }
}

/// Calls with the bytes of a text.
func withBytes<Result>(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws(TextError) -> Result
) throws(TextError) -> Result {
    try withBytes(Array(text.utf8), body)
}

/// Calls with bytes that need not be UTF-8.
func withBytes<Result>(
    _ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(TextError) -> Result
) throws(TextError) -> Result {
    let outcome = bytes.withUnsafeBufferPointer { buffer in
        Swift.Result { () throws(TextError) in try body(buffer) }
    }
    return try outcome.get()
}

func measure(_ text: String, _ options: TextOptions = TextOptions()) throws -> TextInfo {
    try withBytes(text) { bytes throws(TextError) in try TextMeter.measure(bytes, options: options) }
}

/// The parts as text with their units.
func split(
    _ text: String, _ options: TextOptions = TextOptions(), keepingClusters: Bool = false
) throws -> [(text: String, units: Int)] {
    let bytes = Array(text.utf8)
    return try withBytes(bytes) { buffer throws(TextError) in
        var splitter = try TextSplitter(buffer, options: options, keepingClusters: keepingClusters)
        var parts: [(text: String, units: Int)] = []
        var expected = 0
        while let part = splitter.next(), part.offset == expected, part.length > 0 {
            expected = part.offset + part.length
            parts.append((String(decoding: bytes[part.offset..<expected], as: UTF8.self), part.units))
        }
        return parts
    }
}

/// Numbers that look random and are the same in each run (SplitMix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text of some of the given pieces.
    mutating func text(of pieces: [String], upTo count: Int) -> String {
        (0..<Int.random(in: 0...count, using: &self)).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &self)]
        }
        .joined()
    }
}
