/// Reads the plain documents that nearly all are, in one pass and without libxml2.
///
/// Plain is: UTF-8 without a mark, a usual XML declaration or none, names of ASCII letters, digits, `_`, `-` and `.`,
/// and in each element either elements and blanks, or text: as it is, as a reference to a character, as CDATA. Whatever
/// else there is (comments, instructions, other references, prefixes, text beside elements, a limit that is reached,
/// anything that is not well-formed) is no error here: the reader gives up, and libxml2 reads the document from its
/// beginning. So this reader decides nothing but that a document is plain, and what it accepts libxml2 accepts with the
/// same tree. `PlainReaderTests` hold it to that.
struct PlainReader {
    /// Longer names are left to libxml2.
    static let longestName = 255

    /// The copy of the document in the tree's bytes, and its length without the padding.
    let text: UnsafeMutablePointer<UInt8>
    let count: Int

    /// Where reading goes on.
    var place = 0

    /// The innermost open element, the last child of it so far (0 if there is none), and how many are open.
    private var current = 0
    private var lastChild = 0
    private var depth = 0

    /// Fill an empty tree with a document. False if the document is not plain; the tree is then to be reset.
    static func read(_ input: UnsafeBufferPointer<UInt8>, into tree: inout DocumentTree) -> Bool {
        guard input.count > 0, input.count <= DocumentLimits.bytes,
            tree.bytes.reserve(input.count &+ ByteBuffer.padding)
        else {
            return false
        }
        tree.bytes.append(input)
        // Zeros behind the document: eight bytes are looked at at once, and a NUL ends every search.
        tree.bytes.append(atMost: ByteBuffer.padding) { room in
            UnsafeMutableRawPointer(room).storeBytes(of: (0, 0), as: (UInt64, UInt64).self)
            return 0
        }
        guard let text = tree.bytes.start else { return false }
        var reader = PlainReader(text: text, count: input.count)
        return reader.readDocument(into: &tree)
    }

    private init(text: UnsafeMutablePointer<UInt8>, count: Int) {
        self.text = text
        self.count = count
    }

    /// What is rarely done is done by functions that are not inlined, on a copy if they go on: so the reader itself
    /// stays in registers.
    private mutating func readDocument(into tree: inout DocumentTree) -> Bool {
        place = endOfProlog()
        // A tag that ends nothing, CDATA and the like are no root.
        guard text[place] == 0x3C, text[place &+ 1] > 0x2F else { return false }
        repeat {
            let start = place
            skipBlanks()
            var isBlank = text[place] == 0x3C
            let isText = isBlank || skipText()
            var end = place
            if !isText || text[place &+ 1] == 0x21 {
                // Something is to be decoded. Only a CR may be beside elements.
                place = endOfLines(start)
                isBlank = text[place] == 0x3C && (lastChild != 0 || text[place &+ 1] > 0x2F)
                if !isBlank {
                    var apart = self
                    end = apart.decodeText(from: start)
                    guard end >= start, lastChild == 0 else { return false }
                    place = apart.place
                }
            }
            if text[place &+ 1] == 0x2F {
                // Blanks alone are the value of an element without children, and nothing beside children.
                guard isBlank || lastChild == 0, endElement(in: tree, value: start..<end) else { return false }
            } else {
                guard isBlank, beginElement(in: &tree) else { return false }
            }
        } while depth > 0
        return endOfLines(place) == count
    }

    // MARK: - Elements

    /// Read a start tag; `place` is at its `<`.
    @inline(__always)
    private mutating func beginElement(in tree: inout DocumentTree) -> Bool {
        guard depth < DocumentLimits.depth, tree.nodeCount < DocumentLimits.nodes else { return false }
        let nameStart = place &+ 1
        let (end, isFolded) = endOfName(nameStart)
        guard end > nameStart, end &- nameStart <= PlainReader.longestName else { return false }
        // While an element is open, `next` is the element around it, and `valueLength` whether to fold its name.
        let node = DocumentNode(
            nameOffset: UInt32(truncatingIfNeeded: nameStart), nameLength: UInt32(truncatingIfNeeded: end &- nameStart),
            valueOffset: UInt32(truncatingIfNeeded: end), valueLength: isFolded ? 0 : 1,
            next: UInt32(truncatingIfNeeded: current), firstAttribute: 0, firstChild: 0, kind: .element)
        guard let index = tree.append(node) else { return false }
        place = end
        if text[place] != 0x3E, text[place] != 0x2F {
            var apart = self
            guard apart.readAttributes(of: index, in: &tree) else { return false }
            place = apart.place
        }
        guard let nodes = tree.nodes else { return false }
        if lastChild != 0 {
            nodes[lastChild].next = UInt32(truncatingIfNeeded: index)
        } else if depth > 0 {
            nodes[current].firstChild = UInt32(truncatingIfNeeded: index)
        }
        if text[place] == 0x3E {
            place &+= 1
            current = index
            lastChild = 0
            depth &+= 1
            return true
        }
        guard text[place] == 0x2F, text[place &+ 1] == 0x3E else { return false }
        place &+= 2
        nodes[index].next = 0
        nodes[index].valueLength = 0
        lastChild = index
        if !isFolded { fold(&nodes[index]) }
        return true
    }

    /// Read the end tag of the innermost element; `place` is at its `<`. `value` is where the element's value lies if
    /// it has no children.
    @inline(__always)
    private mutating func endElement(in tree: borrowing DocumentTree, value: Range<Int>) -> Bool {
        guard let nodes = tree.nodes else { return false }
        let element = nodes + current
        let length = Int(element.pointee.nameLength)
        let nameStart = place &+ 2
        guard nameStart &+ length < count, isSame(Int(element.pointee.nameOffset), nameStart, length) else {
            return false
        }
        place = nameStart &+ length
        if text[place] != 0x3E { place = endOfBlanks(place) }
        guard text[place] == 0x3E else { return false }
        place &+= 1
        let isFolded = element.pointee.valueLength == 0
        element.pointee.valueOffset = UInt32(truncatingIfNeeded: value.lowerBound)
        element.pointee.valueLength = lastChild == 0 ? UInt32(truncatingIfNeeded: value.count) : 0
        lastChild = current
        current = Int(element.pointee.next)
        element.pointee.next = 0
        depth &-= 1
        if !isFolded { fold(&element.pointee) }
        return true
    }

    /// Whether two runs of bytes of the document are equal.
    @inline(__always)
    private func isSame(_ one: Int, _ other: Int, _ length: Int) -> Bool {
        var offset = 0
        while length &- offset >= 8 {
            guard word(one &+ offset) == word(other &+ offset) else { return false }
            offset &+= 8
        }
        // What lies behind the last byte is shifted out.
        let left = UInt64(truncatingIfNeeded: length &- offset)
        return left == 0 || (word(one &+ offset) ^ word(other &+ offset)) << (64 &- 8 &* left) == 0
    }

    /// Bring a name into the form in which names are compared (rule T4), in its place.
    @inline(never)
    func fold(_ node: inout DocumentNode) {
        let start = Int(node.nameOffset)
        var written = start
        for read in start..<start &+ Int(node.nameLength) where text[read] != 0x2D && text[read] != 0x5F {
            text[written] = ByteScan.upperCased(text[read])
            written &+= 1
        }
        node.nameLength = UInt32(truncatingIfNeeded: written &- start)
    }

    // MARK: - Searching

    /// The offset behind blanks and a usual XML declaration.
    @inline(never)
    private func endOfProlog() -> Int {
        let start = endOfLines(0)
        let end = endOfDeclaration(start)
        return end > start ? endOfLines(end) : start
    }

    private func endOfDeclaration(_ start: Int) -> Int {
        guard text[start] == 0x3C, text[start &+ 1] == 0x3F else { return start }
        return end(of: "<?xml version='1.0'?>", start) ?? end(of: "<?xml version=\"1.0\"?>", start)
            ?? end(of: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", start)
            ?? end(of: "<?xml version=\"1.0\" encoding=\"utf-8\"?>", start)
            ?? end(of: "<?xml version='1.0' encoding='UTF-8'?>", start)
            ?? end(of: "<?xml version='1.0' encoding='utf-8'?>", start) ?? start
    }

    /// The offset behind words, if they stand there.
    private func end(of words: StaticString, _ start: Int) -> Int? {
        let document = UnsafeBufferPointer(start: text, count: count)
        return ByteScan.starts(with: words, in: document, at: start) ? start &+ words.utf8CodeUnitCount : nil
    }

    /// The offset behind blanks that are rarely there: inside tags.
    @inline(never)
    func endOfBlanks(_ start: Int) -> Int {
        var end = start
        while text[end] == 0x20 || text[end] == 0x0A || text[end] == 0x09 { end &+= 1 }
        return end
    }

    /// Most blanks are a line break and the spaces that indent the next line.
    @inline(__always)
    private mutating func skipBlanks() {
        while text[place] <= 0x20 {
            switch text[place] {
            case 0x20, 0x09, 0x0A: place &+= 1
            default: return
            }
            while true {
                let others = word(place) ^ 0x20 &* PlainReader.ones
                place &+= others == 0 ? 8 : others.trailingZeroBitCount >> 3
                if others != 0 { break }
            }
        }
    }

    /// The offset behind blanks of any sort: a CR between elements is one, too.
    @inline(never)
    private func endOfLines(_ start: Int) -> Int {
        var end = start
        while ByteScan.isBlank(text[end]) { end &+= 1 }
        return end
    }

    /// Go to the next `<`. False if there is something on the way that does not simply stand for itself.
    @inline(__always)
    private mutating func skipText() -> Bool {
        while true {
            let special = specials(word(place))
            if special == 0 {
                place &+= 8
                continue
            }
            place &+= special.trailingZeroBitCount >> 3
            switch text[place] {
            case 0x3C: return true
            case 0x09, 0x0A: place &+= 1
            case 0x5D:
                if text[place &+ 1] == 0x5D, text[place &+ 2] == 0x3E { return false }
                place &+= 1
            case 0x80...0xFF:
                let length = lengthOfForeign(at: place)
                if length == 0 { return false }
                place &+= length
            default: return false
            }
        }
    }

    /// Bytes of a character that is not ASCII; 0 if it is not valid or not allowed in XML.
    @inline(never)
    func lengthOfForeign(at place: Int) -> Int {
        let isNoncharacter = text[place] == 0xEF && text[place &+ 1] == 0xBF && text[place &+ 2] >= 0xBE
        return isNoncharacter ? 0 : UTF8.sequenceLength(in: UnsafeBufferPointer(start: text, count: count), at: place)
    }

    /// The offset behind a name (its beginning if there is none), and whether it is folded as it stands. Most names are
    /// up to 16 capital letters and the end of a tag.
    @inline(__always)
    func endOfName(_ start: Int) -> (end: Int, isFolded: Bool) {
        var end = start
        var others = othersThanCapitals(word(end))
        if others == 0 {
            end &+= 8
            others = othersThanCapitals(word(end))
        }
        end &+= others.trailingZeroBitCount >> 3
        return others != 0 && text[end] == 0x3E ? (end, true) : endOfUnusualName(start)
    }

    @inline(never)
    private func endOfUnusualName(_ start: Int) -> (end: Int, isFolded: Bool) {
        var end = start
        var isFolded = true
        while true {
            let byte = text[end]
            let isCapital = byte &- 0x41 < 26
            let isLetter = (byte | 0x20) &- 0x61 < 26 || byte == 0x5F
            let isInside = byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2E
            guard isLetter || (isInside && end > start) else { return (end, isFolded) }
            isFolded = isFolded && isCapital
            end &+= 1
        }
    }

    // MARK: - Eight bytes at once

    /// Eight bytes of the document, the first the lowest. Inside for every `offset` up to the document's length.
    @inline(__always)
    private func word(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(text + offset).loadUnaligned(as: UInt64.self))
    }

    private static var ones: UInt64 { 0x0101_0101_0101_0101 }
    private static var tops: UInt64 { 0x8080_8080_8080_8080 }

    /// The top bit of each byte that ends a run of plain text: control characters, `<`, `&`, `]` and what is not ASCII.
    /// Only the lowest bit that is set is exact: a borrow may set others above it.
    @inline(__always)
    private func specials(_ word: UInt64) -> UInt64 {
        let control = word &- 0x20 &* PlainReader.ones
        let less = (word ^ 0x3C &* PlainReader.ones) &- PlainReader.ones
        let ampersand = (word ^ 0x26 &* PlainReader.ones) &- PlainReader.ones
        let bracket = (word ^ 0x5D &* PlainReader.ones) &- PlainReader.ones
        return (control | less | ampersand | bracket | word) & PlainReader.tops
    }

    /// The top bit of each byte that is no capital letter; only the lowest one that is set is exact.
    @inline(__always)
    private func othersThanCapitals(_ word: UInt64) -> UInt64 {
        let fromA = word &+ (0x80 - 0x41) &* PlainReader.ones
        let behindZ = word &+ (0x80 - 0x5B) &* PlainReader.ones
        return (~fromA | behindZ | word) & PlainReader.tops
    }
}
