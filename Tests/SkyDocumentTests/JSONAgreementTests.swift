import Foundation
import Testing

@testable import SkyDocument

@Suite("JSON against Foundation and against what was written")
struct JSONAgreementTests {
    /// A value to be written.
    indirect enum Value: Equatable {
        case object([(name: String, value: Value)])
        case array([Value])
        case string(String)
        case number(String)
        case boolean(Bool)
        case null

        static func == (one: Value, other: Value) -> Bool { "\(one)" == "\(other)" }
    }

    @Test("Whatever is written is read as it was: 20,000 documents made at random")
    func roundTrip() throws {
        var random = SplitMix(state: 8259)
        var reader = JSONReader()
        for _ in 0..<20_000 {
            let value = Self.anything(&random, depth: 0)
            var writer = JSONWriter()
            Self.write(value, isMemberOf: nil, to: &writer)
            let text = Array(writer.output.bytes)
            let result: Result<Value, DocumentError> = text.withUnsafeBufferPointer { bytes in
                do throws(DocumentError) { return .success(Self.value(of: try reader.read(bytes))) } catch {
                    return .failure(error)
                }
            }
            #expect(try result.get() == value, "\(String(decoding: text, as: Unicode.UTF8.self))")
            #expect((try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)) != nil)
        }
    }

    /// Where Foundation and this reader may differ over whether a document is JSON.
    private static func isExplained(_ refusal: DocumentError?, _ bytes: [UInt8], _ root: Element?) -> Bool {
        if let refusal {
            switch refusal.reason {
            // Foundation takes `\u0000`, nests deeper, and looks for UTF-16 and UTF-32.
            case .escapedNUL, .tooDeepJSON: return true
            case .nul, .invalidEncoding: return bytes.contains(0)
            // Foundation takes a comma behind the last element.
            case .notJSON:
                let before = bytes[..<refusal.offset].last { !ByteScan.isBlank($0) }
                return before == 0x2C && (bytes[refusal.offset] == 0x5D || bytes[refusal.offset] == 0x7D)
            default: return false
            }
        }
        // Foundation refuses numbers that no Double holds.
        return root.map { hasHugeNumber($0) } ?? false
    }

    @Test("Foundation accepts and refuses the same, and reads the same: 40,000 changed documents")
    func agreement() throws {
        let seeds =
            try Samples.documents("json").filter { $0.count < 1_000 } + [
                Array(#"{"a":[1.5e+3,-0,true,false,null,"b\n\u00e9\ud83d\ude00cé€😀",{}],"d":{"e":[]},"é":12}"#.utf8),
                Array(#"["\"\\\/\b\f\n\r\t",[[],[{}]],{"":0,"x":"","y":{"z":1E-2}}]"#.utf8), Array("[1,2]".utf8),
                Array("{\"a\":\"b\"}".utf8), Array(" 0 ".utf8), Array("\"\\u0041\"".utf8),
            ]
        #expect(seeds.count > 30)
        let pieces =
            [
                "{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\n", "\t", "\r", "0", "1", "-", "+", ".", "e", "E",
                "true",
                "false", "null", "\"a\"", "\"a\":1", "{}", "[]", "\\u", "\\u0041", "\\ud83d", "\\ude00",
                "\\ud83d\\ude00",
                "\\u0000", "\\n", "\\/", "\\x", "é", "€", "😀", "1e5", "-0.5", "0123456789", "1e999", "\u{7F}", "\u{1F}",
                "\u{FEFF}", "/", "*", "#", "'", "nul", "\0", "u", "a", "F", "12345678901234567890123",
            ].map { Array($0.utf8) } + [
                [0x80], [0xC3], [0xFF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0xAF],
            ]
        var random = SplitMix(state: 20_261_121)
        var reader = JSONReader()
        var accepted = 0
        for _ in 0..<40_000 {
            var bytes = seeds[random.below(seeds.count)]
            for _ in 0...random.below(3) {
                let start = random.below(bytes.count + 1)
                let end = min(bytes.count, start + [0, 0, 1, 1, 2, 5][random.below(6)])
                bytes.replaceSubrange(start..<end, with: pieces[random.below(pieces.count)])
            }
            if compare(bytes, with: &reader) { accepted += 1 }
        }
        #expect(accepted > 6_000, "\(accepted) were accepted, too few to say something")
    }

    /// Whether both accept.
    private func compare(_ bytes: [UInt8], with reader: inout JSONReader) -> Bool {
        let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        return bytes.withUnsafeBufferPointer { buffer in
            let text = String(decoding: buffer, as: Unicode.UTF8.self)
            do throws(DocumentError) {
                let root = try reader.read(buffer)
                if let theirs {
                    if !Self.isSame(root, theirs) { Issue.record("read otherwise: \(text)") }
                } else if !Self.isExplained(nil, bytes, root) {
                    Issue.record("Foundation refuses: \(text)")
                }
                return theirs != nil
            } catch {
                if theirs != nil, !Self.isExplained(error, bytes, nil) {
                    Issue.record("Foundation accepts (\(error)): \(text)")
                }
                return false
            }
        }
    }

    /// Whether Foundation has read the same; of members of the same name it keeps one.
    private static func isSame(_ element: Element, _ theirs: Any) -> Bool {
        switch element.kind {
        case .object:
            guard let object = theirs as? [String: Any] else { return false }
            var names = Set<[UInt8]>()
            var isSame = true
            for child in children(element) {
                let name = string(child.name)
                let isTwin = children(element).contains { $0.order > child.order && string($0.name) == name }
                names.insert(unmarked(name))
                if !isTwin, let value = object[name] { isSame = isSame && Self.isSame(child, value) }
            }
            return isSame && names == Set(object.keys.map { unmarked($0) })
        case .array:
            guard let array = theirs as? [Any] else { return false }
            let own = children(element)
            return own.count == array.count && zip(own, array).allSatisfy { isSame($0, $1) }
        case .string: return (theirs as? String).map { unmarked($0) == unmarked(string(element.value)) } ?? false
        case .number: return (theirs as? NSNumber).map { isNear($0.doubleValue, string(element.value)) } ?? false
        case .yes, .no: return (theirs as? Bool) == (element.kind == .yes)
        case .null: return theirs is NSNull
        case .element, .attribute, .text: return false
        }
    }

    /// Foundation's strings lose byte order marks.
    private static func unmarked(_ text: String) -> [UInt8] {
        Array(String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{FEFF}" })).utf8)
    }

    /// Foundation keeps long numbers as decimals, and is not exact when it makes a Double of them.
    private static func isNear(_ number: Double, _ digits: String) -> Bool {
        Double(digits).map { abs($0 - number) <= abs($0) * 1e-14 } ?? false
    }

    private static func hasHugeNumber(_ element: Element) -> Bool {
        if element.kind == .number { return Double(string(element.value)).map { !$0.isFinite } ?? true }
        return children(element).contains { hasHugeNumber($0) }
    }

    // MARK: - Values

    private static func anything(_ random: inout SplitMix, depth: Int) -> Value {
        switch random.below(depth > 4 ? 5 : 8) {
        case 0: return .null
        case 1: return .boolean(random.below(2) == 0)
        case 2: return .number(number(&random))
        case 3, 4: return .string(text(&random))
        case 5: return .array((0..<random.below(5)).map { _ in anything(&random, depth: depth + 1) })
        default:
            return .object((0..<random.below(5)).map { _ in (text(&random), anything(&random, depth: depth + 1)) })
        }
    }

    private static func number(_ random: inout SplitMix) -> String {
        var text = random.below(3) == 0 ? "-" : ""
        text += random.below(3) == 0 ? "0" : String(random.next() >> UInt64(random.below(64)))
        if random.below(2) == 0 { text += "." + String(random.next() % 1000) }
        if random.below(3) == 0 { text += ["e", "E", "e+", "E-"][random.below(4)] + String(random.below(90)) }
        return text
    }

    private static func text(_ random: inout SplitMix) -> String {
        let pieces = [
            "\"", "\\", "/", "\n", "\r\n", "\u{1}", "\u{1F}", "\u{7F}", "é", "€", "😀", "\u{10FFFF}", "a", "bcd",
            "efghijkl", "\u{2028}", "u0041",
        ]
        return (0..<random.below(6)).map { _ in pieces[random.below(pieces.count)] }.joined()
    }

    private static func write(_ value: Value, isMemberOf name: String?, to writer: inout JSONWriter) {
        if let name { Array(name.utf8).withUnsafeBufferPointer { writer.name($0) } }
        switch value {
        case .object(let members):
            writer.beginObject()
            for member in members { write(member.value, isMemberOf: member.name, to: &writer) }
            writer.endObject()
        case .array(let elements):
            writer.beginArray()
            for element in elements { write(element, isMemberOf: nil, to: &writer) }
            writer.endArray()
        case .string(let text): Array(text.utf8).withUnsafeBufferPointer { writer.string($0) }
        case .number(let digits):
            let isNumber = Array(digits.utf8).withUnsafeBufferPointer { writer.number($0) }
            #expect(isNumber, "\(digits)")
        case .boolean(let value): writer.boolean(value)
        case .null: writer.null()
        }
    }

    private static func value(of element: Element) -> Value {
        switch element.kind {
        case .object: return .object(children(element).map { (string($0.name), value(of: $0)) })
        case .array: return .array(children(element).map { value(of: $0) })
        case .string: return .string(string(element.value))
        case .number: return .number(string(element.value))
        case .yes: return .boolean(true)
        case .no: return .boolean(false)
        case .null, .element, .attribute, .text: return .null
        }
    }

    private static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: bytes, as: Unicode.UTF8.self)
    }

    private static func children(_ element: Element) -> [Element] {
        var all: [Element] = []
        var next = element.firstChild
        while let child = next {
            all.append(child)
            next = child.next
        }
        return all
    }
}
