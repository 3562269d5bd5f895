import SkyDocument

/// Reads JSON documents in tests and writes what was read.
enum JSONText {
    /// The document written anew from its tree: no blanks, only the escapes that must be.
    static func read(_ bytes: [UInt8]) throws(DocumentError) -> String {
        var reader = JSONReader()
        return try read(bytes, with: &reader)
    }

    static func read(_ text: String) throws(DocumentError) -> String {
        try read(Array(text.utf8))
    }

    /// The same with a reader that has read other documents before. In memory of its own size, so that no byte beyond
    /// goes unseen.
    static func read(_ bytes: [UInt8], with reader: inout JSONReader) throws(DocumentError) -> String {
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        defer { memory.deallocate() }
        _ = memory.initialize(from: bytes)
        let root = try reader.read(UnsafeBufferPointer(memory))
        var writer = JSONWriter()
        write(root, isMember: false, to: &writer)
        return String(decoding: writer.output.bytes, as: Unicode.UTF8.self)
    }

    /// Why a document is refused; nil if it is not.
    static func refusal(_ bytes: [UInt8]) -> DocumentError? {
        do throws(DocumentError) {
            _ = try read(bytes)
            return nil
        } catch {
            return error
        }
    }

    static func refusal(_ text: String) -> DocumentError? {
        refusal(Array(text.utf8))
    }

    /// Give the root of a document to `body`.
    static func withRoot<Result>(_ text: String, _ body: (Element) throws -> Result) throws -> Result {
        var reader = JSONReader()
        return try Array(text.utf8).withUnsafeBufferPointer { try body(try reader.read($0)) }
    }

    static func write(_ element: Element, isMember: Bool, to writer: inout JSONWriter) {
        if isMember { writer.name(element.name) }
        switch element.kind {
        case .object, .array:
            let isObject = element.kind == .object
            if isObject { writer.beginObject() } else { writer.beginArray() }
            var next = element.firstChild
            while let child = next {
                write(child, isMember: isObject, to: &writer)
                next = child.next
            }
            if isObject { writer.endObject() } else { writer.endArray() }
        case .string: writer.string(element.value)
        case .number: _ = writer.number(element.value)
        case .yes: writer.boolean(true)
        case .no: writer.boolean(false)
        case .null: writer.null()
        case .element, .attribute, .text: writer.string("no JSON")
        }
    }
}
