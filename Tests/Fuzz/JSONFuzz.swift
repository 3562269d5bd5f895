// Rooms: SkyDocument
// Flags: -max_len=20000 -timeout=5
// Seeds: Tests/samples/cellcast Tests/Fuzz/seeds/JSONFuzz
import SkyDocument

/// Any bytes as JSON: read, walked through, and what was read written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    // Memory of its own, so that no byte beyond goes unseen.
    let document = Array(UnsafeBufferPointer(start: data, count: size))
    var reader = JSONReader()
    var again = JSONReader()
    document.withUnsafeBufferPointer { bytes in
        do throws(DocumentError) {
            let root = try reader.read(bytes)
            check(UTF8.firstInvalid(in: bytes) == nil, "what is read is UTF-8")
            check(countChecked(root) == reader.nodeCount, "every value is reached once")
            var writer = JSONWriter()
            write(root, to: &writer)
            let copy = try again.read(writer.output.bytes)
            check(isEqual(root, copy), "what is written reads as it was")
        } catch {
            check(error.offset >= 0 && error.offset <= size, "the offset lies in the document")
        }
    }
    return 0
}

private func check(_ holds: Bool, _ rule: StaticString) {
    if !holds { fatalError("\(rule)") }
}

private func countChecked(_ element: Element) -> Int {
    check(!element.isText && element.firstAttribute == nil, "JSON has neither text between elements nor attributes")
    for text in [element.name, element.value] {
        check(text.baseAddress?[text.count] == 0, "texts end in a NUL")
        check(UTF8.firstInvalidOrNUL(in: text) == nil, "texts are UTF-8 without a NUL")
    }
    check(element.kind != .number || JSONNumber.isNumber(element.value), "a number is a number")
    check(!element.hasChildren || element.kind == .object || element.kind == .array, "only they hold values")
    var total = 1
    var next = element.firstChild
    while let child = next {
        check(element.kind == .object || child.name.count == 0, "what is in an array has no name")
        total += countChecked(child)
        next = child.next
    }
    for name in ["status", "code", "", "messageId"] as [StaticString] {
        check(element.member(name) != nil || !element.contradictsItself(about: name), "what is not there says nothing")
    }
    return total
}

private func write(_ element: Element, to writer: inout JSONWriter) {
    switch element.kind {
    case .object, .array:
        if element.kind == .object { writer.beginObject() } else { writer.beginArray() }
        var next = element.firstChild
        while let child = next {
            if element.kind == .object { writer.name(child.name) }
            write(child, to: &writer)
            next = child.next
        }
        if element.kind == .object { writer.endObject() } else { writer.endArray() }
    case .string: writer.string(element.value)
    case .number: check(writer.number(element.value), "a number can be written")
    case .yes: writer.boolean(true)
    case .no: writer.boolean(false)
    case .null: writer.null()
    case .element, .attribute, .text: check(false, "JSON has none of these")
    }
}

private func isEqual(_ one: Element, _ other: Element) -> Bool {
    guard one.kind == other.kind, ByteScan.equal(one.name, other.name), ByteScan.equal(one.value, other.value) else {
        return false
    }
    var first = one.firstChild
    var second = other.firstChild
    while let left = first, let right = second {
        guard isEqual(left, right) else { return false }
        first = left.next
        second = right.next
    }
    return first == nil && second == nil
}
