import SkyDocument

/// Documents as the sandbox writes them.
struct SandboxXML: ~Copyable {
    private var writer = XMLWriter()

    /// The document.
    var text: String { String(decoding: writer.output.bytes, as: Unicode.UTF8.self) }

    /// An element with whatever `content` writes inside.
    mutating func block(_ name: StaticString, _ content: (inout SandboxXML) -> Void) {
        writer.begin(name)
        content(&self)
        writer.end(name)
    }

    /// Elements with everything escaped; fields that are nil are left out.
    mutating func fields(_ fields: SandboxFields) {
        for field in fields.list {
            guard let value = field.value else { continue }
            Array(value.utf8).withUnsafeBufferPointer { writer.element(field.name, $0) }
        }
    }

    /// `<ROOT>…</ROOT>` with whatever `content` writes inside.
    static func document(_ root: StaticString, _ content: (inout SandboxXML) -> Void) -> String {
        var document = SandboxXML()
        document.block(root, content)
        return document.text
    }

    /// `<ROOT><NAME>value</NAME>…</ROOT>`.
    static func document(_ root: StaticString, _ fields: SandboxFields) -> String {
        document(root) { $0.fields(fields) }
    }
}
