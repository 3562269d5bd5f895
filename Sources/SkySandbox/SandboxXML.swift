import SkyDocument

/// Documents as the sandbox writes them.
enum SandboxXML {
    /// `<ROOT><NAME>value</NAME>…</ROOT>` with everything escaped; fields that are nil are left out.
    static func document(_ root: StaticString, _ fields: [(StaticString, String?)]) -> String {
        var writer = XMLWriter()
        writer.begin(root)
        for (name, value) in fields {
            guard let value else { continue }
            let bytes = Array(value.utf8)
            bytes.withUnsafeBufferPointer { writer.element(name, $0) }
        }
        writer.end(root)
        return String(decoding: writer.output.bytes, as: Unicode.UTF8.self)
    }
}
