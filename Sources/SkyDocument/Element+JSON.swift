/// Asking a JSON object for its members.
extension Element {
    /// The member of that name: the last if there are several, as RFC 8259 leaves open and most readers do. If none is
    /// spelled exactly so, the last whose name is the same without regard to ASCII case, `-` and `_` (as rule T4 has
    /// it). Nil for what is no object.
    @export(interface)
    package func member(_ name: StaticString) -> Element? {
        guard kind == .object else { return nil }
        var exact: Element?
        var similar: Element?
        var next = firstChild
        while let child = next {
            next = child.next
            guard child.isCalled(name) else { continue }
            similar = child
            if ByteScan.equal(child.name, name) { exact = child }
        }
        return exact ?? similar
    }

    /// Whether an object says two things at once: it has several members of that name, however it is spelled, which are
    /// not all the same. What decides over success must not be believed then.
    @export(interface)
    package func contradictsItself(about name: StaticString) -> Bool {
        guard kind == .object else { return false }
        var first: Element?
        var next = firstChild
        while let child = next {
            next = child.next
            guard child.isCalled(name) else { continue }
            if let first, !first.isSame(as: child) { return true }
            first = first ?? child
        }
        return false
    }

    private func isCalled(_ name: StaticString) -> Bool {
        ByteScan.equalNames(
            self.name, UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    /// Whether two values without values in them are the same. Objects and arrays are not compared: two are two.
    private func isSame(as other: Element) -> Bool {
        kind == other.kind && kind != .object && kind != .array && ByteScan.equal(value, other.value)
    }
}
