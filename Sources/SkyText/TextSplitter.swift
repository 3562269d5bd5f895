/// Gives the parts of a text one after the other, as byte ranges: where networks set the borders, or, for programs that
/// send the parts themselves, at the borders of grapheme clusters.
///
/// An escape is never parted from its septet, nor a surrogate from its other half. The parts joined are the text.
package struct TextSplitter {
    /// What the text costs where networks set the borders.
    package let info: TextInfo

    private let text: UnsafeBufferPointer<UInt8>
    private let keepsClusters: Bool
    private let alphabet: Alphabet
    private var offset = 0
    private var breaker = ClusterBreaker()

    /// Measures the text; the buffer must outlive the splitter.
    /// - Parameter keepingClusters: Set a border before a grapheme cluster rather than in it (UAX #29, Unicode 17.0):
    ///   emoji with modifiers and joiners, flags, letters with combining marks, CR LF. Only a cluster longer than a
    ///   part is cut.
    /// - Throws: `TextError` as `TextMeter.measure`.
    package init(
        _ text: UnsafeBufferPointer<UInt8>, options: TextOptions = TextOptions(), keepingClusters: Bool = false
    ) throws(TextError) {
        let survey = try Survey.take(text, options: options)
        self.init(text, info: survey.info, keepingClusters: keepingClusters)
    }

    private init(_ text: UnsafeBufferPointer<UInt8>, info: TextInfo, keepingClusters: Bool) {
        self.text = text
        self.info = info
        keepsClusters = keepingClusters
        alphabet = Alphabet(locking: info.locking, single: info.single)
    }

    /// The next part, nil after the last one. An empty text has none.
    @inline(never)
    package mutating func next() -> TextPart? {
        guard offset < text.count else { return nil }
        let start = offset
        if info.segments <= 1 {
            offset = text.count
            return TextPart(offset: start, length: text.count &- start, units: info.units)
        }
        let border = borderAfter(start)
        offset = border.offset
        breaker = border.breaker
        return TextPart(offset: start, length: border.offset &- start, units: border.units)
    }

    /// A place where a part may end: the units before it, and the state in which the next part begins.
    private struct Border {
        var offset: Int
        var units: Int
        var breaker: ClusterBreaker
    }

    private func borderAfter(_ start: Int) -> Border {
        var here = Border(offset: start, units: 0, breaker: breaker)
        // Until there is a better one, the last character that fits; that cuts a cluster longer than a part.
        var cluster: Border?
        // Blocks of plain characters are tried again some way after others.
        var plainAgain = keepsClusters ? text.count : start
        while here.offset < text.count {
            if here.offset >= plainAgain {
                plainAgain = skipPlain(&here) &+ 16
                if here.offset == text.count { break }
            }
            guard let scalar = Scalar(text, at: here.offset) else { break }
            let before = here
            let begins = keepsClusters && here.breaker.begins(scalar.code)
            if begins, before.offset > start { cluster = before }
            here.units &+= units(of: scalar)
            if here.units > info.unitsPerSegment { return cluster ?? before }
            here.offset &+= scalar.length
        }
        return here
    }

    /// Passes over blocks of plain characters that fit; each takes one unit in either encoding. Returns where it got
    /// to.
    private func skipPlain(_ here: inout Border) -> Int {
        guard alphabet.isStandard, let bytes = text.baseAddress else { return text.count }
        let limit = min(text.count, here.offset &+ info.unitsPerSegment &- here.units)
        let end = PlainRun.end(in: bytes, from: here.offset, to: limit)
        let skipped = end &- here.offset
        here.offset = end
        here.units &+= skipped
        return end
    }

    private func units(of scalar: Scalar) -> Int {
        info.encoding == .ucs2 ? scalar.units : alphabet.units(of: scalar.code)
    }
}

extension TextSplitter {
    /// What keeping clusters whole costs for a text, and what it saves from being cut.
    /// - Throws: `TextError` as `TextMeter.measure`.
    package static func cost(
        _ text: UnsafeBufferPointer<UInt8>, options: TextOptions = TextOptions()
    ) throws(TextError) -> SplitCost {
        let plain = try TextSplitter(text, options: options)
        var cost = SplitCost()
        cost.partsOtherwise = plain.info.segments
        cost.clustersCut = cutClusters(text, plain).cut
        let whole = cutClusters(text, TextSplitter(text, info: plain.info, keepingClusters: true))
        cost.parts = whole.parts
        cost.clustersTooLong = whole.cut
        return cost
    }

    /// The number of parts, and of borders that are no border of a cluster.
    private static func cutClusters(
        _ text: UnsafeBufferPointer<UInt8>, _ splitter: TextSplitter
    ) -> (parts: Int, cut: Int) {
        var splitter = splitter
        var breaker = ClusterBreaker()
        var parts = 0
        var cut = 0
        while let part = splitter.next() {
            parts &+= 1
            var offset = part.offset
            while offset < part.offset &+ part.length, let scalar = Scalar(text, at: offset) {
                let begins = breaker.begins(scalar.code)
                if offset == part.offset, !begins { cut &+= 1 }
                offset &+= scalar.length
            }
        }
        return (parts, cut)
    }
}
