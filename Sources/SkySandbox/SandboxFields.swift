import SkyDocument

/// The parameters of a request, from whichever transport it came by (docs/skycore.md, sections 1.2 to 1.4).
struct SandboxFields {
    /// Why a request has no parameters: the code and words that the provider answers with.
    struct Refusal: Error {
        let code: String
        let words: String
    }

    /// Names in upper case without separators, values.
    private var fields: [(name: String, value: String)] = []

    /// Read the parameters.
    ///
    /// - Throws: E100 if there is no document, E108 if it cannot be parsed.
    init(of request: SandboxRequest, reader: XMLReader) throws(Refusal) {
        if request.method == "GET" {
            fields = SandboxFields.decode(Array(request.query.utf8)).map { (SandboxFields.folded($0), $1) }
            guard !fields.isEmpty else { throw SandboxFields.notValid }
            return
        }
        guard request.method == "POST" else { throw SandboxFields.notValid }
        try read(SandboxFields.document(of: request), reader)
    }

    /// A parameter's value; nil if it is missing or empty.
    func value(_ name: String) -> String? {
        guard let found = fields.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return nil }
        return found.value.isEmpty ? nil : found.value
    }

    private static var notValid: Refusal {
        Refusal(code: "E100", words: "Request not valid: use GET, or send valid XML in the field xml by POST")
    }

    /// The document of a POST: the field `xml` of a form, else the body itself.
    private static func document(of request: SandboxRequest) throws(Refusal) -> [UInt8] {
        let isDocument = request.body.first(where: { $0 > 0x20 }) == 0x3C
        if isDocument { return request.body }
        guard let field = decode(request.body).first(where: { folded($0.0).utf8.elementsEqual("XML".utf8) }) else {
            throw notValid
        }
        return Array(field.1.utf8)
    }

    private mutating func read(_ document: [UInt8], _ reader: XMLReader) throws(Refusal) {
        let result: Result<[(name: String, value: String)], DocumentError> = document.withUnsafeBufferPointer { bytes in
            do throws(DocumentError) {
                return .success(SandboxFields.children(of: try reader.read(bytes)))
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let found): fields = found
        case .failure(let error):
            throw Refusal(code: "E108", words: "XML could not be parsed, at byte \(error.offset)")
        }
    }

    private static func children(of root: Element) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        var next = root.firstChild
        while let child = next {
            next = child.next
            let name = String(decoding: child.name, as: Unicode.UTF8.self)
            // The server tolerates blanks around values (section 1.5), a text keeps its own.
            let isText = name.utf8.elementsEqual("TEXT".utf8)
            let value = isText ? child.value : ByteScan.trimmed(child.value)
            found.append((name, String(decoding: value, as: Unicode.UTF8.self)))
        }
        return found
    }

    private static func folded(_ name: String) -> String {
        let bytes = name.utf8.filter { $0 != 0x2D && $0 != 0x5F }.map { ByteScan.upperCased($0) }
        return String(decoding: bytes, as: Unicode.UTF8.self)
    }

    private static func decode(_ form: [UInt8]) -> [(String, String)] {
        form.split(separator: 0x26).compactMap { pair in
            guard let equals = pair.firstIndex(of: 0x3D) else { return nil }
            return (text(pair[..<equals]), text(pair[(equals + 1)...]))
        }
    }

    private static func text(_ encoded: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        var index = encoded.startIndex
        while index < encoded.endIndex {
            let byte = encoded[index]
            if byte == 0x25, index + 2 < encoded.endIndex, let high = hexValue(encoded[index + 1]),
                let low = hexValue(encoded[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(byte == 0x2B ? 0x20 : byte)
                index += 1
            }
        }
        return String(decoding: bytes, as: Unicode.UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: return byte - 0x30
        case 0x41...0x46, 0x61...0x66: return (byte | 0x20) - 0x57
        default: return nil
        }
    }
}
