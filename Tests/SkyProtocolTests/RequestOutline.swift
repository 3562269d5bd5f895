import Foundation
import FoundationXML

@testable import SkyProtocol

/// A request document as Foundation's own XML parser reads it, independent of the library's reader.
final class RequestOutline: NSObject, XMLParserDelegate {
    /// One element.
    final class Node {
        let name: String
        let attributes: [String: String]
        var text = ""
        var children: [Node] = []

        init(_ name: String, _ attributes: [String: String]) {
            self.name = name
            self.attributes = attributes
        }

        /// The content as one line; values of elements with children (indentation) are left out.
        var line: String {
            let inside = children.isEmpty ? text.trimmingCharacters(in: .whitespacesAndNewlines).debugDescription : ""
            let marks = attributes.sorted { $0.key < $1.key }.map { "@\($0.key)=\($0.value)" }.joined()
            return "\(name)\(marks)(\(inside)\(children.map(\.line).joined(separator: ",")))"
        }
    }

    private var open: [Node] = []
    private(set) var root: Node?

    /// Parse a document; nil if it is not well-formed.
    static func parse(_ document: [UInt8]) -> Node? {
        let outline = RequestOutline()
        let parser = XMLParser(data: Data(document))
        parser.delegate = outline
        return parser.parse() ? outline.root : nil
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        let node = Node(name, attributes)
        if let last = open.last { last.children.append(node) } else { root = node }
        open.append(node)
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }

    func parser(_ parser: XMLParser, foundCDATA data: Data) {
        open.last?.text += String(decoding: data, as: UTF8.self)
    }
}

extension Request {
    /// Calls in tests take strings.
    convenience init(_ action: String) {
        let bytes = Array(action.utf8)
        self.init(action: bytes.withUnsafeBufferPointer { UnsafeBufferPointer(start: $0.baseAddress, count: $0.count) })
    }

    func set(_ name: String, _ value: String) throws {
        try borrow(name) { name in try borrow(value) { value in try set(name, value) } }
    }

    func setAttribute(_ name: String, _ value: String) throws {
        try borrow(name) { name in try borrow(value) { value in try setAttribute(name, value) } }
    }

    func begin(_ name: String) throws { try borrow(name) { try begin($0) } }

    /// Add a node and what lies in it.
    func add(_ node: RequestOutline.Node) throws {
        if node.children.isEmpty, node.attributes.isEmpty {
            return try set(node.name, node.text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        try begin(node.name)
        for (name, value) in node.attributes { try setAttribute(name, value) }
        for child in node.children { try add(child) }
        try end()
    }

    /// What goes out.
    func written(
        _ transport: SkycoreRequest.Transport, key: String = "KEY", _ replacements: RequestReplacements = .init()
    ) throws -> [UInt8] {
        var writer = SkycoreRequest()
        var credentials: SkycoreCredentials?
        borrow(key) { credentials = SkycoreCredentials(apiKey: $0) }
        if let credentials { try writer.write(self, credentials, replacements, transport: transport) }
        return Array(writer.payload.bytes)
    }

    /// The first fault that the table of actions finds, or nil.
    func fault(hasDefaultSender: Bool = false) -> RequestFault? {
        do throws(RequestFault) {
            let root = try content()
            try SkycoreActionCheck.checkOwnNames(in: root)
            guard let action = SkycoreAction(named: action) else { return nil }
            try SkycoreActionCheck(action, hasDefaultSender: hasDefaultSender).check(root)
            return nil
        } catch {
            return error
        }
    }
}

/// Lend a text's bytes.
func borrow<Value, Failure: Error>(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Value
) throws(Failure) -> Value {
    let bytes = Array(text.utf8)
    let result: Result<Value, Failure> = bytes.withUnsafeBufferPointer { buffer in
        do throws(Failure) { return .success(try body(buffer)) } catch { return .failure(error) }
    }
    return try result.get()
}
