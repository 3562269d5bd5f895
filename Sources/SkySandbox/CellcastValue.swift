import SkyDocument

/// A value of a Cellcast document: what a request brings, whichever way it came, and what an answer is written from.
indirect enum CellcastValue {
    /// A name and its value in an object.
    struct Member {
        let name: String
        let value: CellcastValue
    }

    case text(String)
    /// A number, digit for digit.
    case number(String)
    case flag(Bool)
    case nothing
    case list([CellcastValue])
    case object([Member])
    /// A file of a form.
    case file([UInt8])
}

extension CellcastValue {
    /// A value that a reader has read.
    init(_ element: Element) {
        switch element.kind {
        case .object:
            self = .object(
                CellcastValue.children(of: element).map { Member(name: $0.nameText, value: CellcastValue($0)) })
        case .array: self = .list(CellcastValue.children(of: element).map { CellcastValue($0) })
        case .string: self = .text(element.valueText)
        case .number: self = .number(element.valueText)
        case .yes: self = .flag(true)
        case .no: self = .flag(false)
        default: self = .nothing
        }
    }

    private static func children(of element: Element) -> [Element] {
        var list: [Element] = []
        var next = element.firstChild
        while let child = next {
            list.append(child)
            next = child.next
        }
        return list
    }

    // MARK: - Asking

    /// A member of an object: the last of that name, spelled exactly so.
    subscript(_ name: StaticString) -> CellcastValue? {
        members.last { $0.name.utf8.elementsEqual(String(words: name).utf8) }?.value
    }

    /// The members of an object; none for anything else.
    var members: [Member] {
        if case .object(let members) = self { return members }
        return []
    }

    /// The elements of an array; nil for anything else.
    var elements: [CellcastValue]? {
        if case .list(let elements) = self { return elements }
        return nil
    }

    /// The words of a text or the digits of a number; nil for anything else, and for an empty text.
    var words: String? {
        switch self {
        case .text(let words), .number(let words): return words.utf8.isEmpty ? nil : words
        default: return nil
        }
    }

    /// Whether there is nothing in it: null, and what is empty.
    var isEmpty: Bool {
        switch self {
        case .nothing: return true
        case .text(let words): return words.utf8.isEmpty
        case .list(let elements): return elements.isEmpty
        case .object(let members): return members.isEmpty
        case .file(let bytes): return bytes.isEmpty
        default: return false
        }
    }

    // MARK: - Writing

    /// The value as a JSON document.
    var json: String {
        var writer = JSONWriter()
        write(to: &writer)
        return String(decoding: writer.output.bytes, as: Unicode.UTF8.self)
    }

    private func write(to writer: inout JSONWriter) {
        switch self {
        case .text(let words): Array(words.utf8).withUnsafeBufferPointer { writer.string($0) }
        case .number(let digits): _ = Array(digits.utf8).withUnsafeBufferPointer { writer.number($0) }
        case .flag(let value): writer.boolean(value)
        case .list(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members {
                Array(member.name.utf8).withUnsafeBufferPointer { writer.name($0) }
                member.value.write(to: &writer)
            }
            writer.endObject()
        case .nothing, .file: writer.null()
        }
    }
}

extension CellcastValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral words: StaticString) { self = .text(String(words: words)) }

    init(integerLiteral number: Int) { self = .number("\(number)") }

    init(booleanLiteral flag: Bool) { self = .flag(flag) }

    init(arrayLiteral elements: CellcastValue...) { self = .list(elements) }

    init(dictionaryLiteral members: (StaticString, CellcastValue)...) {
        self = .object(members.map { Member(name: String(words: $0.0), value: $0.1) })
    }

    /// These members, then those of another object.
    static func + (first: CellcastValue, second: CellcastValue) -> CellcastValue {
        .object(first.members + second.members)
    }
}

extension Element {
    /// Its name as a text of its own.
    fileprivate var nameText: String { String(decoding: name, as: Unicode.UTF8.self) }

    /// Its value as a text of its own.
    fileprivate var valueText: String { String(decoding: value, as: Unicode.UTF8.self) }
}
