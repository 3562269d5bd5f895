import SkyDocument
import SkyProtocol

/// A request as the sandbox handles it: its parameters, and when it came.
final class SandboxCall {
    /// Milliseconds since 1970.
    let now: Int
    private let document: DocumentBuilder

    private init(_ document: consuming DocumentBuilder, at now: Int) {
        self.document = document
        self.now = now
    }

    /// Read a request. (A function and no throwing initialiser: what an initialiser of a class has allocated when it
    /// fails is lost in Embedded Swift.)
    ///
    /// - Throws: E100 if there is no document, E108 if it cannot be parsed.
    static func read(_ request: SandboxRequest, _ reader: XMLReader, at now: Int) throws(SandboxRefusal) -> SandboxCall
    {
        SandboxCall(try SandboxTree.document(of: request, reader), at: now)
    }

    /// The action in the table of actions; nil for one that it does not have.
    func action() -> SkycoreAction? {
        guard let name = value("ACTION") else { return nil }
        return Array(name.utf8).withUnsafeBufferPointer { SkycoreAction(named: $0) }
    }

    /// Whether it is answered in the lower-case dialect, as it is written.
    var isLowerCase: Bool { action()?.isLowerCase ?? false }

    /// Hold the request against the table of actions, as the client does before it sends one.
    func check(_ action: SkycoreAction) throws(SandboxRefusal) {
        guard let root = document.root else { throw SandboxRefusal("E503") }
        do throws(RequestFault) {
            try SkycoreActionCheck(action, hasDefaultSender: false).check(root)
        } catch {
            throw SandboxRefusal(error)
        }
    }

    /// A parameter's value; nil if it is missing or empty. The name is in upper case.
    func value(_ name: StaticString) -> String? {
        guard let root = document.root, let element = SandboxCall.child(name, of: root) else { return nil }
        return SandboxCall.text(of: element)
    }

    /// A parameter's value; "" if it is missing.
    func text(_ name: StaticString) -> String { value(name) ?? "" }

    /// The value of an element in a block, for example of CUSTOMPASSID in PASSDATA; nil if it is missing or empty.
    func value(_ name: StaticString, in block: StaticString) -> String? {
        guard let root = document.root, let parent = SandboxCall.child(block, of: root),
            let element = SandboxCall.child(name, of: parent)
        else { return nil }
        return SandboxCall.text(of: element)
    }

    /// Whether a block has been given.
    func has(_ block: StaticString) -> Bool {
        document.root.flatMap { SandboxCall.child(block, of: $0) } != nil
    }

    /// The slides' files, in document order, and how many slides there are.
    func slides() -> (count: Int, files: [SandboxFile]) {
        var count = 0
        var files: [SandboxFile] = []
        var next = document.root?.firstChild
        while let slide = next {
            next = slide.next
            guard FieldName.matches(slide.name, "SLIDE") else { continue }
            count += 1
            var part = slide.firstChild
            while let medium = part {
                part = medium.next
                guard let kind = SandboxFile.Kind(medium.name), let url = SandboxCall.child("URL", of: medium) else {
                    continue
                }
                files.append(SandboxFile(kind: kind, slide: count, url: SandboxCall.text(of: url) ?? ""))
            }
        }
        return (count, files)
    }

    private static func child(_ name: StaticString, of element: Element) -> Element? {
        var next = element.firstChild
        while let child = next {
            if FieldName.matches(child.name, name) { return child }
            next = child.next
        }
        return nil
    }

    private static func text(of element: Element) -> String? {
        element.value.count == 0 ? nil : String(decoding: element.value, as: Unicode.UTF8.self)
    }
}
