import SkyDocument
import SkyProtocol

/// Reads what a call brings, by whichever way, and holds it against the table of calls that the client checks its
/// requests with.
enum CellcastInput {
    /// The value that a request brings: an object, or for a list of messages an array.
    static func read(_ request: CellcastHTTPRequest) throws(CellcastRefusal) -> CellcastValue {
        if request.method.isSame(as: "GET") {
            let form = SandboxForm(Array(request.query.utf8))
            return .object(form.fields.map { CellcastValue.Member(name: text($0.name), value: .text(text($0.value))) })
        }
        if let form = CellcastMultipart(request) {
            return .object(try form.fields.map { (field) throws(CellcastRefusal) in try member(field) })
        }
        return request.body.isEmpty ? .object([]) : try json(request.body)
    }

    /// A field of a form. Numbers come as the text of a JSON array.
    private static func member(_ field: CellcastMultipart.Field) throws(CellcastRefusal) -> CellcastValue.Member {
        let name = text(field.name)
        if field.isFile { return CellcastValue.Member(name: name, value: .file(field.value)) }
        let isList = name.isSame(as: "numbers") && !field.value.isEmpty
        return CellcastValue.Member(name: name, value: isList ? try json(field.value) : .text(text(field.value)))
    }

    private static func json(_ bytes: [UInt8]) throws(CellcastRefusal) -> CellcastValue {
        var reader = JSONReader()
        do throws(DocumentError) {
            return try bytes.withUnsafeBufferPointer { (bytes) throws(DocumentError) in
                CellcastValue(try reader.read(bytes))
            }
        } catch {
            throw CellcastRefusal("FIELD_INVALID", "The body is no JSON, at byte \(error.offset).")
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: Unicode.UTF8.self) }

    // MARK: - The table of calls

    /// Hold an object against the table of calls: FIELD_EMPTY, FIELD_INVALID.
    ///
    /// - Parameter message: of a call that takes many messages: the name that the table has for each.
    static func check(
        _ value: CellcastValue, as call: StaticString, message: StaticString? = nil
    ) throws(CellcastRefusal) {
        guard case .object = value else { throw CellcastRefusal("FIELD_INVALID", "An object was expected.") }
        do throws(RequestFault) {
            let request = Request(action: bytes(call))
            if let message {
                try add(value, named: String(words: message), to: request)
            } else {
                try addMembers(of: value, to: request)
            }
            _ = try CheckedRequest(request, for: .cellcast, hasDefaultSender: false)
        } catch {
            throw CellcastRefusal(error)
        }
    }

    private static func addMembers(of value: CellcastValue, to request: Request) throws(RequestFault) {
        let members = value.members
        for (index, member) in members.enumerated() {
            // The last of several namesakes is the one that counts.
            if members[(index + 1)...].contains(where: { $0.name.isSame(as: member.name) }) { continue }
            try add(member.value, named: member.name, to: request)
        }
    }

    private static func add(
        _ value: CellcastValue, named name: String, to request: Request
    ) throws(RequestFault) {
        let nameBytes = Array(name.utf8)
        switch value {
        case .nothing: return
        case .list(let elements):
            for element in elements { try add(element, named: name, to: request) }
        case .object:
            try nameBytes.withUnsafeBufferPointer { (name) throws(RequestFault) in try request.begin(name) }
            try addMembers(of: value, to: request)
            try request.end()
        case .file(let content):
            try with(nameBytes, content) { (name, content) throws(RequestFault) in try request.setFile(name, content) }
        case .flag(let flag):
            let words = Array(String(words: flag ? "true" : "false").utf8)
            try with(nameBytes, words) { (name, words) throws(RequestFault) in try request.set(name, words) }
        case .text(let words), .number(let words):
            try with(nameBytes, Array(words.utf8)) { (name, words) throws(RequestFault) in try request.set(name, words)
            }
        }
    }

    private static func with(
        _ name: [UInt8], _ value: [UInt8],
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) throws(RequestFault) -> Void
    ) throws(RequestFault) {
        try name.withUnsafeBufferPointer { (name) throws(RequestFault) in
            try value.withUnsafeBufferPointer { (value) throws(RequestFault) in try body(name, value) }
        }
    }

    private static func bytes(_ words: StaticString) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
    }
}
