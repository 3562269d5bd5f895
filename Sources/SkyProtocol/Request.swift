import SkyDocument

/// A request to a provider: an action and what goes with it, as the caller named it.
///
/// It knows no provider: names are matched with a provider's table when the request is checked or written. What goes
/// wrong while it is built is remembered, so that a caller who looks at no status cannot send half of what was meant.
/// Used by one thread at a time; sending does not change it.
package final class Request {
    /// The action, as the caller wrote it.
    private let actionName: ByteBuffer
    private var document: DocumentBuilder

    /// The first thing that went wrong while it was built; nil if nothing did.
    private var fault: RequestFault?

    /// Whether a file is in it.
    private(set) var hasFile = false

    /// A request with nothing in it.
    ///
    /// - Parameter action: the action's name; one that cannot be any provider's is remembered as a fault.
    @inline(never)
    package init(action: UnsafeBufferPointer<UInt8>) {
        var name = ByteBuffer()
        name.append(action)
        let hasFailed = name.hasFailed
        actionName = name
        let root: StaticString = "REQUEST"
        document = DocumentBuilder(root: UnsafeBufferPointer(start: root.utf8Start, count: root.utf8CodeUnitCount))
        if hasFailed { fault = RequestFault.outOfMemory }
        if !CallName.isValid(action) { fault = RequestFault(.badName, "action") }
    }

    /// The action, as the caller wrote it.
    package var action: UnsafeBufferPointer<UInt8> { actionName.bytes }

    /// The content, once nothing went wrong and every element has ended.
    package func content() throws(RequestFault) -> Element {
        if let fault { throw fault }
        guard document.depth == 1 else { throw RequestFault(.notEnded) }
        guard let root = document.root else { throw RequestFault.outOfMemory }
        return root
    }

    /// Add a parameter, inside the element that was begun last.
    ///
    /// - Parameter value: UTF-8. A parameter that the provider's table knows is left out if it is empty.
    package func set(
        _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
    ) throws(RequestFault) {
        try change { () throws(RequestFault) in
            try Request.check(name, value)
            do throws(DocumentError) { try document.element(name, value) } catch { throw RequestFault(error) }
        }
    }

    /// Add an attribute to the element that was begun last.
    package func setAttribute(
        _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
    ) throws(RequestFault) {
        try change { () throws(RequestFault) in
            try Request.check(name, value)
            guard document.depth > 1 else { throw RequestFault(.attributeOfNothing, "attribute") }
            do throws(DocumentError) { try document.attribute(name, value) } catch { throw RequestFault(error) }
        }
    }

    /// Add a file: bytes of any kind. Only few calls take one.
    package func setFile(
        _ name: UnsafeBufferPointer<UInt8>, _ content: UnsafeBufferPointer<UInt8>
    ) throws(RequestFault) {
        try change { () throws(RequestFault) in
            guard XMLText.isName(name) else { throw RequestFault(.badName, "name") }
            do throws(DocumentError) { try document.element(name, content, isFile: true) } catch {
                throw RequestFault(error)
            }
            hasFile = true
        }
    }

    /// Begin an element that has others inside.
    package func begin(_ name: UnsafeBufferPointer<UInt8>) throws(RequestFault) {
        try change { () throws(RequestFault) in
            guard XMLText.isName(name) else { throw RequestFault(.badName, "name") }
            do throws(DocumentError) { try document.begin(name) } catch { throw RequestFault(error) }
        }
    }

    /// End the element that was begun last.
    package func end() throws(RequestFault) {
        try change { () throws(RequestFault) in
            guard document.end() else { throw RequestFault(.endWithoutBegin, "end") }
        }
    }

    /// Remember that a call was refused before it came here, for an argument that was none.
    package func rememberRefusedCall() {
        if fault == nil { fault = RequestFault(.refusedCall, "request") }
    }

    private func change(_ body: () throws(RequestFault) -> Void) throws(RequestFault) {
        do throws(RequestFault) {
            try body()
        } catch {
            if fault == nil { fault = error }
            throw error
        }
    }

    private static func check(
        _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
    ) throws(RequestFault) {
        guard XMLText.isName(name) else { throw RequestFault(.badName, "name") }
        if let offset = UTF8.firstInvalid(in: value) { throw RequestFault(.invalidUTF8, "value", at: offset) }
        if let offset = XMLText.firstForbidden(in: value) { throw RequestFault(.forbidden, "value", at: offset) }
    }
}
