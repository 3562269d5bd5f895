import SkyDocument

/// Writes elements as JSON, nested as they are.
///
/// An element without children is a string, another an object; namesakes are one array at the place of the first;
/// attributes are members `@NAME`, the text of an element that has attributes or children is the member `#text`.
struct ElementJSON: ~Copyable {
    /// How many siblings are searched for the next namesake. Without a bound a hostile document with 100,000
    /// children would take minutes; farther namesakes become a second member of the same name.
    private static let searchedSiblings = 200

    var json = JSONWriter()

    /// For each node of the tree, whether it has been written as part of an array.
    private var isWritten = PlainArray<Bool>()

    /// Prepare for the elements of a document with so many nodes. False if memory ran out.
    mutating func begin(nodes: Int) -> Bool {
        isWritten.reset(keeping: 64 << 10)
        for _ in 0..<nodes where !isWritten.append(false) { return false }
        return true
    }

    /// An element's attributes and children as an object.
    mutating func writeFields(of element: Element, leavingOut isLeftOut: (Element) -> Bool) {
        json.beginObject()
        writeAttributes(of: element)
        var text = ByteBuffer()
        var next = element.firstChild
        while let child = next {
            next = child.next
            if child.isText {
                text.append(ByteScan.trimmed(child.value))
            } else if !isLeftOut(child), !wasWritten(child) {
                writeName(child.name)
                writeValues(from: child)
            }
        }
        if !element.hasChildren { text.append(ByteScan.trimmed(element.value)) }
        if text.count > 0 {
            json.name("#text")
            json.string(text.bytes)
        }
        json.endObject()
    }

    /// The value of `child`, or an array with those of the namesakes behind it.
    private mutating func writeValues(from child: Element) {
        guard let second = nextNamesake(of: child) else { return writeValue(of: child) }
        json.beginArray()
        writeValue(of: child)
        var current: Element? = second
        while let element = current {
            markWritten(element)
            writeValue(of: element)
            current = nextNamesake(of: element)
        }
        json.endArray()
    }

    private mutating func writeValue(of element: Element) {
        if element.hasChildren { return writeFields(of: element, leavingOut: { _ in false }) }
        let value = ByteScan.equal(element.name, "TEXT") ? element.value : ByteScan.trimmed(element.value)
        guard element.firstAttribute != nil else { return json.string(value) }
        json.beginObject()
        writeAttributes(of: element)
        json.name("#text")
        json.string(value)
        json.endObject()
    }

    private mutating func writeAttributes(of element: Element) {
        var next = element.firstAttribute
        while let attribute = next {
            next = attribute.next
            var name = ByteBuffer()
            name.append(0x40)
            FieldName.appendDocumented(attribute.name, to: &name)
            json.name(name.bytes)
            json.string(ByteScan.trimmed(attribute.value))
        }
    }

    private mutating func writeName(_ name: UnsafeBufferPointer<UInt8>) {
        var documented = ByteBuffer()
        FieldName.appendDocumented(name, to: &documented)
        json.name(documented.bytes)
    }

    private func nextNamesake(of element: Element) -> Element? {
        var next = element.next
        var left = ElementJSON.searchedSiblings
        while let candidate = next, left > 0 {
            if !candidate.isText, ByteScan.equal(candidate.name, element.name) { return candidate }
            next = candidate.next
            left &-= 1
        }
        return nil
    }

    private func wasWritten(_ element: Element) -> Bool {
        element.order < isWritten.count && isWritten.values[element.order]
    }

    private mutating func markWritten(_ element: Element) {
        if element.order < isWritten.count { isWritten.start?[element.order] = true }
    }
}
