// Rooms: SkyDocument
// Flags: -max_len=20000 -timeout=5
// Seeds: Tests/samples/skycore/postbacks Tests/samples/skycore/responses Tests/samples/skycore/requests
import SkyDocument

/// Any bytes as a document: read, walked through, and what was read written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDocument(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    // Memory of its own, so that no byte beyond goes unseen.
    let document = Array(UnsafeBufferPointer(start: data, count: size))
    guard let reader = XMLReader.make(), let again = XMLReader.make() else { return 0 }
    document.withUnsafeBufferPointer { bytes in
        do throws(DocumentError) {
            let root = try reader.read(bytes)
            check(count(root) == reader.nodeCount, "every node is reached once")
            var writer = XMLWriter()
            writer.beginDocument()
            write(root, to: &writer)
            let copy = try again.read(writer.output.bytes)
            check(isEqual(root, copy), "what is written reads as it was")
        } catch {
            check(error.offset >= -1 && error.offset <= size * 2, "the offset lies in the document")
        }
    }
    return 0
}

private func check(_ holds: Bool, _ rule: StaticString) {
    if !holds { fatalError("\(rule)") }
}

private func count(_ element: Element) -> Int {
    var total = 1
    var attribute = element.firstAttribute
    while let current = attribute {
        total += 1
        attribute = current.next
    }
    var child = element.firstChild
    while let current = child {
        total += current.isText ? 1 : count(current)
        child = current.next
    }
    return total
}

/// Names are folded when they are read; an empty one (`<_/>`) or one that begins with a digit has no form to be written
/// in.
private func write(_ element: Element, to writer: inout XMLWriter) {
    writer.output.append(0x3C)
    writeName(element, to: &writer)
    var attribute = element.firstAttribute
    while let current = attribute {
        writer.output.append(0x20)
        writeName(current, to: &writer)
        writer.output.append("=\"")
        write(current.value, to: &writer)
        writer.output.append(0x22)
        attribute = current.next
    }
    writer.output.append(0x3E)
    write(element.value, to: &writer)
    var child = element.firstChild
    while let current = child {
        if current.isText { write(current.value, to: &writer) } else { write(current, to: &writer) }
        child = current.next
    }
    writer.output.append("</")
    writeName(element, to: &writer)
    writer.output.append(0x3E)
}

/// A letter in front, so that what is left of any name is one; numbered, so that attributes stay apart.
private func writeName(_ element: Element, to writer: inout XMLWriter) {
    writer.output.append(0x4E)
    writer.output.append(decimal: element.order)
}

/// Blanks of all sorts stay in attributes only if they are written by number.
private func write(_ text: UnsafeBufferPointer<UInt8>, to writer: inout XMLWriter) {
    for byte in text {
        if byte < 0x20 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 {
            writer.output.append("&#")
            writer.output.append(decimal: Int(byte))
            writer.output.append(0x3B)
        } else {
            writer.output.append(byte)
        }
    }
}

private func isEqual(_ one: Element, _ other: Element) -> Bool {
    guard one.isText == other.isText else { return false }
    // Blanks around text between elements mean nothing, and are kept or not as the parser hands the text over.
    if one.isText { return bytes(ByteScan.trimmed(one.value)) == bytes(ByteScan.trimmed(other.value)) }
    guard bytes(one.value) == bytes(other.value) else { return false }
    return isEqualRow(one.firstAttribute, other.firstAttribute) && isEqualRow(one.firstChild, other.firstChild)
}

private func isEqualRow(_ one: Element?, _ other: Element?) -> Bool {
    var first = one
    var second = other
    while let left = first, let right = second {
        guard isEqual(left, right) else { return false }
        first = left.next
        second = right.next
    }
    return first == nil && second == nil
}

private func bytes(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] { Array(text) }
