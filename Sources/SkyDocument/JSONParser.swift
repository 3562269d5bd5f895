/// Goes over a JSON document once and fills a tree whose names and values lie in a copy of the document.
///
/// There is no recursion: while an object or array is open, its node's `next` is the one around it. Behind each name
/// and each value, and wherever an empty one lies, there is a NUL.
struct JSONParser {
    /// The copy of the document in the tree's bytes, and its length without the zeros behind it.
    let text: UnsafeMutablePointer<UInt8>
    let count: Int

    /// Where reading goes on.
    var place = 0

    /// The innermost open object or array, what closes it, and how many are open.
    private var current = 0
    private var closing: UInt8 = 0
    private var depth = 0

    /// Where the name of the next value lies, and behind which byte the value before it ends.
    private var nameOffset: UInt32
    private var nameLength: UInt32 = 0
    private var endOfValue: Int

    /// Fill an empty tree with a document of at most `DocumentLimits.bytes`.
    static func read(
        _ input: UnsafeBufferPointer<UInt8>, into tree: inout DocumentTree
    ) throws(DocumentError) {
        // Zeros behind the document: eight bytes are looked at at once, and a NUL ends every search.
        tree.bytes.append(input)
        tree.bytes.append(atMost: ByteBuffer.padding) { room in
            UnsafeMutableRawPointer(room).storeBytes(of: (0, 0), as: (UInt64, UInt64).self)
            return 0
        }
        guard !tree.bytes.hasFailed, let text = tree.bytes.start else { throw DocumentError(.outOfMemory, at: -1) }
        var parser = JSONParser(text: text, count: input.count)
        try parser.readDocument(into: &tree)
    }

    private init(text: UnsafeMutablePointer<UInt8>, count: Int) {
        self.text = text
        self.count = count
        nameOffset = UInt32(truncatingIfNeeded: count)
        endOfValue = count
    }

    private mutating func readDocument(into tree: inout DocumentTree) throws(DocumentError) {
        if text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { place = 3 }
        var byte = skipBlanks()
        guard place < count else { throw DocumentError(.empty, at: count) }
        repeat {
            var last = tree.nodeCount
            guard last < DocumentLimits.values else { throw DocumentError(.tooManyValues, at: place) }
            if byte == 0x7B || byte == 0x5B {
                try open(byte, in: &tree)
                byte = skipBlanks()
                if byte != closing {
                    tree.nodes?[last].firstChild = UInt32(truncatingIfNeeded: last &+ 1)
                    if closing == 0x7D { byte = try readName(at: byte) }
                    continue
                }
            } else {
                try readScalar(byte, into: &tree)
                if depth == 0 { break }
                byte = skipBlanks()
            }
            // What follows the value: those around it may end here as well.
            while byte == closing {
                last = close(in: tree)
                if depth == 0 { break }
                byte = skipBlanks()
            }
            if depth == 0 { break }
            guard byte == 0x2C else { throw unexpected(at: place) }
            terminateValue()
            place &+= 1
            tree.nodes?[last].next = UInt32(truncatingIfNeeded: tree.nodeCount)
            byte = skipBlanks()
            if closing == 0x7D { byte = try readName(at: byte) }
        } while true
        _ = skipBlanks()
        guard place == count else { throw behindValue() }
        terminateValue()
    }

    // MARK: - Objects and arrays

    /// Begin an object or array; `place` is at its bracket.
    @inline(__always)
    private mutating func open(_ bracket: UInt8, in tree: inout DocumentTree) throws(DocumentError) {
        guard depth < DocumentLimits.depthOfJSON else { throw DocumentError(.tooDeepJSON, at: place) }
        let index = tree.nodeCount
        try append(bracket == 0x7B ? .object : .array, count..<count, to: &tree)
        tree.nodes?[index].next = UInt32(truncatingIfNeeded: current)
        current = index
        // `[` and `]`, `{` and `}` are two apart.
        closing = bracket &+ 2
        depth &+= 1
        place &+= 1
        nameOffset = UInt32(truncatingIfNeeded: count)
        nameLength = 0
    }

    /// End the innermost object or array; `place` is at its bracket. Gives its node.
    @inline(__always)
    private mutating func close(in tree: borrowing DocumentTree) -> Int {
        terminateValue()
        place &+= 1
        depth &-= 1
        let closed = current
        guard let nodes = tree.nodes else { return closed }
        current = Int(nodes[closed].next)
        nodes[closed].next = 0
        closing = nodes[current].kind == .object ? 0x7D : 0x5D
        nameOffset = UInt32(truncatingIfNeeded: count)
        nameLength = 0
        return closed
    }

    /// Read the name of a member and its colon. Gives the first byte of the value.
    @inline(__always)
    private mutating func readName(at quote: UInt8) throws(DocumentError) -> UInt8 {
        guard quote == 0x22 else { throw unexpected(at: place) }
        let name = try readString()
        nameOffset = UInt32(truncatingIfNeeded: name.lowerBound)
        nameLength = UInt32(truncatingIfNeeded: name.count)
        guard skipBlanks() == 0x3A else { throw unexpected(at: place) }
        text[name.upperBound] = 0
        place &+= 1
        return skipBlanks()
    }

    /// Append a node with the name that was read last.
    @inline(__always)
    private func append(_ kind: NodeKind, _ value: Range<Int>, to tree: inout DocumentTree) throws(DocumentError) {
        let node = DocumentNode(
            nameOffset: nameOffset, nameLength: nameLength,
            valueOffset: UInt32(truncatingIfNeeded: value.lowerBound),
            valueLength: UInt32(truncatingIfNeeded: value.count),
            next: 0, firstAttribute: 0, firstChild: 0, kind: kind)
        guard tree.append(node) != nil else { throw DocumentError(.outOfMemory, at: -1) }
    }

    // MARK: - Values without values in them

    /// Read a string, a number or one of the three words; `place` is at its first byte.
    @inline(__always)
    private mutating func readScalar(_ first: UInt8, into tree: inout DocumentTree) throws(DocumentError) {
        if first == 0x22 {
            let value = try readString()
            endOfValue = value.upperBound
            return try append(.string, value, to: &tree)
        }
        let kind: NodeKind
        var end: Int
        switch first {
        case 0x2D, 0x30...0x39:
            kind = .number
            end = try endOfNumber(place)
        case 0x74:
            kind = .yes
            end = try endOfWord("true")
        case 0x66:
            kind = .no
            end = try endOfWord("false")
        case 0x6E:
            kind = .null
            end = try endOfWord("null")
        default: throw unexpected(at: place)
        }
        try append(kind, kind == .null ? count..<count : place..<end, to: &tree)
        endOfValue = end
        place = end
    }

    /// Put a NUL behind the last value: the byte there has been read.
    @inline(__always)
    private func terminateValue() {
        text[endOfValue] = 0
    }

    @inline(never)
    private func endOfNumber(_ start: Int) throws(DocumentError) -> Int {
        let number = JSONNumber.scan(UnsafeBufferPointer(start: text, count: count), from: start)
        guard number.isWhole else { throw unexpected(at: number.end) }
        return number.end
    }

    @inline(never)
    private func endOfWord(_ word: StaticString) throws(DocumentError) -> Int {
        for offset in 0..<word.utf8CodeUnitCount where text[place &+ offset] != word.utf8Start[offset] {
            throw unexpected(at: place &+ offset)
        }
        return place &+ word.utf8CodeUnitCount
    }

    // MARK: - Strings

    /// Read a string; `place` is at its quote. Gives where its decoded text lies. The byte behind that is free to be
    /// overwritten.
    @inline(__always)
    private mutating func readString() throws(DocumentError) -> Range<Int> {
        let start = place &+ 1
        var end = start
        var found = JSONParser.specials(word(end))
        while found == 0 {
            end &+= 8
            found = JSONParser.specials(word(end))
        }
        end &+= found.trailingZeroBitCount >> 3
        if text[end] == 0x22 {
            place = end &+ 1
            return start..<end
        }
        // On a copy, so that the parser itself stays in registers.
        var apart = self
        end = try apart.decodeString(from: end)
        place = apart.place
        return start..<end
    }

    // MARK: - Searching

    /// Go on to the next byte that is no blank, and give it.
    @inline(__always)
    private mutating func skipBlanks() -> UInt8 {
        let byte = text[place]
        if byte > 0x20 { return byte }
        if byte == 0x20, text[place &+ 1] > 0x20 {
            place &+= 1
            return text[place]
        }
        place = endOfBlanks(place)
        return text[place]
    }

    /// The offset behind blanks: most are a line break and the spaces that indent the next line.
    @inline(never)
    private func endOfBlanks(_ start: Int) -> Int {
        var end = start
        while ByteScan.isBlank(text[end]) {
            end &+= 1
            while true {
                let others = word(end) ^ 0x2020_2020_2020_2020
                end &+= others == 0 ? 8 : others.trailingZeroBitCount >> 3
                if others != 0 { break }
            }
        }
        return end
    }

    /// Eight bytes of the document, the first the lowest. Inside for every `offset` up to the document's length.
    @inline(__always)
    func word(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(text + offset).loadUnaligned(as: UInt64.self))
    }

    /// The top bit of each byte that does not simply stand for itself in a string: control characters, `"`, `\` and
    /// what is not ASCII. Only the lowest bit that is set is exact: a borrow may set others above it.
    @inline(__always)
    static func specials(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // Changing the second bit swaps control characters among themselves and puts the quote right behind them.
        let controlOrQuote = (word ^ (0x02 &* ones)) &- (0x21 &* ones)
        let backslash = (word ^ (0x5C &* ones)) &- ones
        return (controlOrQuote | backslash | word) & (0x80 &* ones)
    }

    // MARK: - What is wrong

    /// Why the document cannot go on as it does at an offset.
    @inline(never)
    func unexpected(at offset: Int) -> DocumentError {
        let document = UnsafeBufferPointer(start: text, count: count)
        guard offset < count else { return DocumentError(.truncated, at: count) }
        if text[offset] == 0 { return DocumentError(.nul, at: offset) }
        if UTF8.sequenceLength(in: document, at: offset) > 0 { return DocumentError(.notJSON, at: offset) }
        // A character that the end of the document cuts off.
        var end = offset &+ 1
        while end < count, text[end] & 0xC0 == 0x80 { end &+= 1 }
        let isCutOff = end == count && count &- offset < 4 && text[offset] >= 0xC2 && text[offset] < 0xF5
        return isCutOff ? DocumentError(.truncated, at: count) : DocumentError(.invalidEncoding, at: offset)
    }

    @inline(never)
    private func behindValue() -> DocumentError {
        let error = unexpected(at: place)
        return error.reason == .notJSON ? DocumentError(.contentBehindValue, at: place) : error
    }
}
