/// Builds a document by calls instead of reading one: what is going to be sent. Names stay as they are given.
///
/// The limits are those of documents that are read (`DocumentLimits`), so that whatever is built here can be read
/// again.
package struct DocumentBuilder: ~Copyable {
    /// An element that has begun and not ended.
    private struct OpenElement {
        var node: UInt32 = 0
        /// The last child so far; 0 if there is none.
        var lastChild: UInt32 = 0
        /// The last attribute so far; 0 if there is none.
        var lastAttribute: UInt32 = 0
        var attributes: UInt32 = 0
    }

    private var tree = DocumentTree()
    private var open = InlineArray<32, OpenElement>(repeating: OpenElement())

    /// Elements that have begun and not ended, the root among them.
    package private(set) var depth = 0

    /// A document with a root element that has begun.
    ///
    /// If memory runs out, the next call says so.
    package init(root name: UnsafeBufferPointer<UInt8>) {
        if let index = appendNode(.element, name, UnsafeBufferPointer(start: nil, count: 0)) { push(index) }
    }

    /// The root element; nil if memory ran out.
    package var root: Element? { tree.root }

    /// Begin an element inside the one that was begun last.
    package mutating func begin(_ name: UnsafeBufferPointer<UInt8>) throws(DocumentError) {
        guard depth < open.count else { throw DocumentError(.tooDeep, at: -1) }
        push(try child(name, UnsafeBufferPointer(start: nil, count: 0)))
    }

    /// End the element that was begun last. False if that is the root, which stays open.
    package mutating func end() -> Bool {
        guard depth > 1 else { return false }
        depth &-= 1
        return true
    }

    /// A whole element with a text in it, inside the element that was begun last.
    ///
    /// - Parameter isFile: the value is bytes of any kind, and no text; `Element.isFile` tells.
    package mutating func element(
        _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>, isFile: Bool = false
    ) throws(DocumentError) {
        guard depth < open.count else { throw DocumentError(.tooDeep, at: -1) }
        let index = try child(name, value)
        tree.nodes?[index].isFile = isFile
    }

    /// An attribute of the element that was begun last.
    package mutating func attribute(
        _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
    ) throws(DocumentError) {
        try checkRoom(for: name.count &+ value.count)
        guard depth > 0 else { throw DocumentError(.outOfMemory, at: -1) }
        var element = open[depth &- 1]
        guard Int(element.attributes) < DocumentLimits.attributes else {
            throw DocumentError(.tooManyAttributes, at: -1)
        }
        guard !hasAttribute(name, Int(element.node)) else { throw DocumentError(.badAttribute, at: -1) }
        guard let index = appendNode(.attribute, name, value), let nodes = tree.nodes else {
            throw DocumentError(.outOfMemory, at: -1)
        }
        let place = UInt32(truncatingIfNeeded: index)
        if element.lastAttribute == 0 {
            nodes[Int(element.node)].firstAttribute = place
        } else {
            nodes[Int(element.lastAttribute)].next = place
        }
        element.lastAttribute = place
        element.attributes &+= 1
        open[depth &- 1] = element
    }

    /// Whether an element has an attribute of that name already, which no XML element has twice.
    private func hasAttribute(_ name: UnsafeBufferPointer<UInt8>, _ node: Int) -> Bool {
        guard let nodes = tree.nodes, let text = tree.bytes.bytes.baseAddress else { return false }
        var next = Element(nodes: nodes, text: text, index: node).firstAttribute
        while let attribute = next {
            if ByteScan.equal(attribute.name, name) { return true }
            next = attribute.next
        }
        return false
    }

    // MARK: - Nodes

    private mutating func child(
        _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
    ) throws(DocumentError) -> Int {
        try checkRoom(for: name.count &+ value.count)
        guard depth > 0, let index = appendNode(.element, name, value), let nodes = tree.nodes else {
            throw DocumentError(.outOfMemory, at: -1)
        }
        let place = UInt32(truncatingIfNeeded: index)
        let parent = open[depth &- 1]
        if parent.lastChild == 0 {
            nodes[Int(parent.node)].firstChild = place
        } else {
            nodes[Int(parent.lastChild)].next = place
        }
        open[depth &- 1].lastChild = place
        return index
    }

    private func checkRoom(for bytes: Int) throws(DocumentError) {
        guard tree.nodeCount < DocumentLimits.nodes else { throw DocumentError(.tooManyNodes, at: -1) }
        guard bytes <= DocumentLimits.bytes &- tree.bytes.count else { throw DocumentError(.tooLong, at: -1) }
    }

    private mutating func appendNode(
        _ kind: NodeKind, _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        let nameOffset = tree.bytes.count
        tree.bytes.append(name)
        let valueOffset = tree.bytes.count
        tree.bytes.append(value)
        guard !tree.bytes.hasFailed else { return nil }
        return tree.append(
            DocumentNode(
                nameOffset: UInt32(truncatingIfNeeded: nameOffset),
                nameLength: UInt32(truncatingIfNeeded: name.count),
                valueOffset: UInt32(truncatingIfNeeded: valueOffset),
                valueLength: UInt32(truncatingIfNeeded: value.count),
                next: 0, firstAttribute: 0, firstChild: 0, kind: kind))
    }

    private mutating func push(_ index: Int) {
        open[depth] = OpenElement(node: UInt32(truncatingIfNeeded: index))
        depth &+= 1
    }
}
