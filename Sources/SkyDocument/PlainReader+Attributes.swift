/// Attributes, as far as their values stand for themselves.
extension PlainReader {
    /// Read what stands between an element's name and the end of its tag. Afterwards `place` is at `>` or `/`.
    @inline(never)
    mutating func readAttributes(of element: Int, in tree: inout DocumentTree) -> Bool {
        var last = 0
        while true {
            let start = place
            place = endOfBlanks(place)
            if text[place] == 0x3E || text[place] == 0x2F { return true }
            guard place > start, tree.nodeCount < DocumentLimits.nodes,
                tree.nodeCount &- element <= DocumentLimits.attributes, let attribute = readAttribute(),
                !hasAttribute(attribute, element, tree), let index = tree.append(attribute), let nodes = tree.nodes
            else { return false }
            if last == 0 {
                nodes[element].firstAttribute = UInt32(truncatingIfNeeded: index)
            } else {
                nodes[last].next = UInt32(truncatingIfNeeded: index)
            }
            last = index
        }
    }

    /// Whether an element has an attribute of that name already. Names that differ in case alone are left to libxml2
    /// too.
    private func hasAttribute(_ attribute: DocumentNode, _ element: Int, _ tree: borrowing DocumentTree) -> Bool {
        guard let nodes = tree.nodes else { return true }
        for other in element &+ 1..<max(element &+ 1, tree.nodeCount) where name(of: nodes[other], is: attribute) {
            return true
        }
        return false
    }

    private func name(of node: DocumentNode, is other: DocumentNode) -> Bool {
        ByteScan.equal(
            UnsafeBufferPointer(start: text + Int(node.nameOffset), count: Int(node.nameLength)),
            UnsafeBufferPointer(start: text + Int(other.nameOffset), count: Int(other.nameLength)))
    }

    /// Read one attribute; nil if it is none, or declares a namespace, or has a value that is to be decoded.
    private mutating func readAttribute() -> DocumentNode? {
        let nameStart = place
        let (nameEnd, isFolded) = endOfName(nameStart)
        let nameLength = nameEnd &- nameStart
        guard nameLength > 0, nameLength <= PlainReader.longestName else { return nil }
        let name = UnsafeBufferPointer(start: UnsafePointer(text + nameStart), count: nameLength)
        guard !ByteScan.equal(name, "xmlns") else { return nil }
        place = nameEnd
        place = endOfBlanks(place)
        guard text[place] == 0x3D else { return nil }
        place &+= 1
        place = endOfBlanks(place)
        let quote = text[place]
        guard quote == 0x22 || quote == 0x27 else { return nil }
        place &+= 1
        let valueStart = place
        while text[place] != quote {
            let byte = text[place]
            guard byte >= 0x20, byte != 0x3C, byte != 0x26 else { return nil }
            let length = byte < 0x80 ? 1 : lengthOfForeign(at: place)
            guard length > 0 else { return nil }
            place &+= length
        }
        var attribute = DocumentNode(
            nameOffset: UInt32(truncatingIfNeeded: nameStart), nameLength: UInt32(truncatingIfNeeded: nameLength),
            valueOffset: UInt32(truncatingIfNeeded: valueStart),
            valueLength: UInt32(truncatingIfNeeded: place &- valueStart), next: 0, firstAttribute: 0, firstChild: 0,
            kind: .attribute)
        if !isFolded { fold(&attribute) }
        place &+= 1
        return attribute
    }
}
