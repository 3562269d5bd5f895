import CLibXML2
import CPlatform

/// Turns libxml2's events into nodes of a tree. One lives in memory of its own at the address that libxml2 hands to
/// the event functions; nothing is allocated per event.
struct TreeBuilder: ~Copyable {
    /// An element that has begun and not ended.
    struct OpenElement {
        var node: UInt32
        /// The last child so far; 0 if there is none.
        var lastChild: UInt32
        /// Where the text since the last tag begins.
        var textStart: UInt32
    }

    /// The tree that grows.
    private(set) var tree = DocumentTree()
    /// The parser whose events arrive; it is stopped when the document is refused.
    var parser: xmlParserCtxtPtr?
    /// One more than the limit, so that the first element too many has a place to be refused from.
    private let open: UnsafeMutablePointer<OpenElement>
    private(set) var depth = 0
    private(set) var rootHasEnded = false
    /// The first thing that went wrong.
    private(set) var refusal: DocumentError.Reason?
    /// Where libxml2 stood then, in bytes of what it was given.
    private(set) var refusalOffset = -1

    /// A builder; nil if memory ran out.
    init?() {
        let size = (DocumentLimits.depth + 1) * MemoryLayout<OpenElement>.stride
        guard let memory = malloc(size) else { return nil }
        open = memory.bindMemory(to: OpenElement.self, capacity: DocumentLimits.depth + 1)
    }

    deinit {
        free(open)
    }

    /// Begin a new document.
    mutating func reset() {
        tree.reset()
        depth = 0
        rootHasEnded = false
        refusal = nil
        refusalOffset = -1
    }

    /// Read a document without libxml2, if it is plain. Gives whether it was; if not, begin anew with `reset`.
    mutating func readPlain(_ document: UnsafeBufferPointer<UInt8>) -> Bool {
        PlainReader.read(document, into: &tree)
    }

    /// Make sure that the last name and the last value are padded, too.
    mutating func pad() {
        _ = tree.bytes.reserve(ByteBuffer.padding)
    }

    /// Remember the first thing that went wrong and read no further.
    mutating func refuse(_ reason: DocumentError.Reason) {
        guard refusal == nil else { return }
        refusal = reason
        guard let parser else { return }
        refusalOffset = Int(xmlByteConsumed(parser))
        xmlStopParser(parser)
    }

    /// An element begins.
    @inline(__always)
    mutating func begin(
        name: UnsafePointer<UInt8>, attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, attributeCount: Int
    ) {
        guard depth < DocumentLimits.depth else { return refuse(.tooDeep) }
        guard attributeCount <= DocumentLimits.attributes else { return refuse(.tooManyAttributes) }
        guard tree.nodeCount &+ attributeCount < DocumentLimits.nodes else { return refuse(.tooManyNodes) }
        if depth > 0, hasText { endText() }
        let nameOffset = tree.bytes.count
        appendFolded(name)
        let node = DocumentNode(
            nameOffset: UInt32(truncatingIfNeeded: nameOffset),
            nameLength: UInt32(truncatingIfNeeded: tree.bytes.count &- nameOffset),
            valueOffset: 0, valueLength: 0, next: 0, firstAttribute: 0, firstChild: 0, kind: .element)
        guard let index = tree.append(node) else { return refuse(.outOfMemory) }
        if depth > 0 { link(index) }
        if attributeCount > 0, let attributes, !append(attributes, attributeCount, to: index) {
            return refuse(.outOfMemory)
        }
        open[depth] = OpenElement(
            node: UInt32(truncatingIfNeeded: index), lastChild: 0,
            textStart: UInt32(truncatingIfNeeded: tree.bytes.count))
        depth &+= 1
    }

    /// The innermost element ends.
    @inline(__always)
    mutating func end() {
        guard depth > 0 else { return }
        let element = open[depth &- 1]
        if element.lastChild == 0 {
            if let nodes = tree.nodes {
                nodes[Int(element.node)].valueOffset = element.textStart
                nodes[Int(element.node)].valueLength =
                    UInt32(truncatingIfNeeded: tree.bytes.count) &- element.textStart
            }
        } else if hasText {
            endText()
        }
        depth &-= 1
        if depth > 0 {
            open[depth &- 1].textStart = UInt32(truncatingIfNeeded: tree.bytes.count)
        } else {
            rootHasEnded = true
        }
    }

    /// Text of the innermost element; it may come in pieces.
    @inline(__always)
    mutating func text(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        guard depth > 0, count > 0, let start else { return }
        let element = open[depth &- 1]
        // The indentation between two children: most of the events of most documents.
        if element.lastChild != 0, Int(element.textStart) == tree.bytes.count, isBlank(start, count) { return }
        tree.bytes.append(UnsafeBufferPointer(start: start, count: count))
    }

    /// Whether there was text since the last tag of the innermost element.
    @inline(__always)
    private var hasText: Bool { Int(open[depth &- 1].textStart) != tree.bytes.count }

    private func isSchemaInstance(_ space: UnsafePointer<UInt8>) -> Bool {
        let schemaInstance: StaticString = "http://www.w3.org/2001/XMLSchema-instance"
        let bytes = UnsafeBufferPointer(start: space, count: strlen(space))
        return ByteScan.equal(bytes, schemaInstance)
    }

    @inline(__always)
    private func isBlank(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        for offset in 0..<count where !ByteScan.isBlank(start[offset]) { return false }
        return true
    }

    /// Append a name as names are compared: without regard to ASCII case, `-` and `_` (rule T4). Done once here, no
    /// reader has to do it each time it looks for a name.
    @inline(__always)
    private mutating func appendFolded(_ name: UnsafePointer<UInt8>) {
        tree.bytes.append(atMost: strlen(name)) { room in
            var read = 0
            var written = 0
            while name[read] != 0 {
                let byte = name[read]
                read &+= 1
                // Nearly all names are capital letters already.
                if byte &- 0x41 >= 26, byte == 0x2D || byte == 0x5F { continue }
                room[written] = ByteScan.upperCased(byte)
                written &+= 1
            }
            return written
        }
    }

    /// Text between elements ends here: nothing if it is blank, else a node of its own.
    private mutating func endText() {
        let element = open[depth &- 1]
        let start = Int(element.textStart)
        let text = UnsafeBufferPointer(rebasing: tree.bytes.bytes[start...])
        guard ByteScan.trimmed(text).count > 0 else {
            tree.bytes.truncate(to: start)
            return
        }
        let node = DocumentNode(
            nameOffset: 0, nameLength: 0, valueOffset: element.textStart,
            valueLength: UInt32(truncatingIfNeeded: text.count), next: 0, firstAttribute: 0, firstChild: 0,
            kind: .text)
        guard tree.nodeCount < DocumentLimits.nodes else { return refuse(.tooManyNodes) }
        guard let index = tree.append(node) else { return refuse(.outOfMemory) }
        link(index)
    }

    /// Hang a node behind the last child of the innermost element.
    @inline(__always)
    private mutating func link(_ index: Int) {
        guard let nodes = tree.nodes else { return }
        let child = UInt32(truncatingIfNeeded: index)
        let element = open[depth &- 1]
        if element.lastChild == 0 {
            nodes[Int(element.node)].firstChild = child
        } else {
            nodes[Int(element.lastChild)].next = child
        }
        open[depth &- 1].lastChild = child
    }

    /// libxml2 decodes all references in an attribute but those to `&`: each `&` of the value comes as `&#38;`, so that
    /// a tree which keeps entities could tell. Nothing else begins with `&`.
    private mutating func appendAttributeValue(_ value: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while let reference = ByteScan.end(of: "&#38;", in: value, from: start) {
            tree.bytes.append(UnsafeBufferPointer(rebasing: value[start..<reference &- 4]))
            start = reference
        }
        tree.bytes.append(UnsafeBufferPointer(rebasing: value[start...]))
    }

    /// libxml2 gives five pointers an attribute: local name, prefix, namespace, begin and end of the value.
    private mutating func append(
        _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ count: Int, to element: Int
    ) -> Bool {
        var previous = 0
        for position in 0..<count {
            let fields = attributes + position &* 5
            guard let name = fields[0], let first = fields[3], let last = fields[4] else { continue }
            // Where a schema lies is said to validators; it is no part of the content (rules T4 and T15).
            if let space = fields[2], isSchemaInstance(space) { continue }
            let nameOffset = tree.bytes.count
            appendFolded(name)
            let valueOffset = tree.bytes.count
            appendAttributeValue(UnsafeBufferPointer(start: first, count: last - first))
            let node = DocumentNode(
                nameOffset: UInt32(truncatingIfNeeded: nameOffset),
                nameLength: UInt32(truncatingIfNeeded: valueOffset &- nameOffset),
                valueOffset: UInt32(truncatingIfNeeded: valueOffset),
                valueLength: UInt32(truncatingIfNeeded: tree.bytes.count &- valueOffset),
                next: 0, firstAttribute: 0, firstChild: 0, kind: .attribute)
            guard let index = tree.append(node), let nodes = tree.nodes else { return false }
            if previous == 0 {
                nodes[element].firstAttribute = UInt32(truncatingIfNeeded: index)
            } else {
                nodes[previous].next = UInt32(truncatingIfNeeded: index)
            }
            previous = index
        }
        return true
    }
}
