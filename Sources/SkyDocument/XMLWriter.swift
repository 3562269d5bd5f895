/// Writes an XML document in UTF-8 into a buffer.
///
/// Values must have passed `UTF8.firstInvalid` and `XMLText.firstForbidden`, names `XMLText.isName`: the writer
/// escapes whatever is markup, it cannot mend what XML is unable to hold.
package struct XMLWriter: ~Copyable {
    /// What has been written.
    package var output = ByteBuffer()

    /// A writer with nothing written.
    package init() {}

    /// Begin a new document: the XML declaration, with the encoding (guidance of section 1.5 of docs/skycore.md).
    package mutating func beginDocument() {
        output.shrink(above: 64 << 10)
        output.reset()
        output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    }

    /// Open an element.
    package mutating func begin(_ name: StaticString) {
        output.append(0x3C)
        output.append(name)
        output.append(0x3E)
    }

    /// Close an element.
    package mutating func end(_ name: StaticString) {
        output.append("</")
        output.append(name)
        output.append(0x3E)
    }

    /// Open an element with the attributes that another has.
    package mutating func begin(_ name: UnsafeBufferPointer<UInt8>, attributesOf element: Element) {
        output.append(0x3C)
        output.append(name)
        var next = element.firstAttribute
        while let attribute = next {
            next = attribute.next
            output.append(0x20)
            output.append(attribute.name)
            output.append("=\"")
            attributeText(attribute.value)
            output.append(0x22)
        }
        output.append(0x3E)
    }

    /// Close an element.
    package mutating func end(_ name: UnsafeBufferPointer<UInt8>) {
        output.append("</")
        output.append(name)
        output.append(0x3E)
    }

    /// A whole element with a text in it.
    package mutating func element(_ name: StaticString, _ value: UnsafeBufferPointer<UInt8>) {
        begin(name)
        text(value)
        end(name)
    }

    /// Text, with everything escaped that is markup. CR is written as a reference, for as it is a reader makes LF of
    /// it.
    @export(interface)
    package mutating func text(_ value: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for offset in 0..<value.count {
            guard let reference = XMLWriter.reference(for: value[offset]) else { continue }
            output.append(UnsafeBufferPointer(rebasing: value[start..<offset]))
            output.append(reference)
            start = offset &+ 1
        }
        output.append(UnsafeBufferPointer(rebasing: value[start...]))
    }

    /// An attribute's value. Tab and LF are written as references too, for as they are a reader makes spaces of them.
    private mutating func attributeText(_ value: UnsafeBufferPointer<UInt8>) {
        for offset in 0..<value.count {
            if value[offset] == 0x09 || value[offset] == 0x0A {
                output.append(value[offset] == 0x09 ? "&#9;" : "&#10;")
            } else {
                text(UnsafeBufferPointer(rebasing: value[offset...offset]))
            }
        }
    }

    @inline(__always)
    private static func reference(for byte: UInt8) -> StaticString? {
        switch byte {
        case 0x26: return "&amp;"
        case 0x3C: return "&lt;"
        case 0x3E: return "&gt;"
        case 0x22: return "&quot;"
        case 0x27: return "&apos;"
        case 0x0D: return "&#13;"
        default: return nil
        }
    }
}
