import SkyText

/// What `sky text` says of a text.
struct TextReport {
    private let text: [UInt8]
    private let options: TextOptions
    private let info: TextInfo
    private let cost: SplitCost
    private let parts: [String]
    private let simplified: [UInt8]
    private let replacements: [TextReplacement]
    private let keepsClusters: Bool

    /// Measures, splits and simplifies.
    init(of text: [UInt8], options: TextOptions, keepingClusters: Bool) throws(TextError) {
        self.text = text
        self.options = options
        keepsClusters = keepingClusters
        info = try text.withUnsafeBufferPointer { bytes throws(TextError) in
            try TextMeter.measure(bytes, options: options)
        }
        cost = try text.withUnsafeBufferPointer { bytes throws(TextError) in
            try TextSplitter.cost(bytes, options: options)
        }
        parts = try TextReport.parts(of: text, options, keepingClusters)
        (simplified, replacements) = try text.withUnsafeBufferPointer { bytes throws(TextError) in
            let simplifier = try TextSimplifier(bytes, options: options)
            var output: [UInt8] = []
            var list: [TextReplacement] = []
            simplifier.append(to: &output) { list.append($0) }
            return (output, list)
        }
    }

    /// The report, line by line.
    func lines(in style: TextStyle) -> [String] {
        var lines = [
            row("encoding", encodingName(info.encoding) + tables, style),
            row("segments", segments, style),
            row("characters", "\(info.characters), in \(count(info.units, "unit"))", style),
        ]
        if info.forcingCharacters > 0 { lines.append(row("guilty", guilty, style)) }
        if cost.clustersCut > 0 || keepsClusters { lines.append(row("clusters", clusters, style)) }
        lines += numbered(parts, style)
        lines += simplifiedLines(style)
        return lines
    }

    // MARK: - Lines

    private func row(_ title: String, _ words: String, _ style: TextStyle) -> String {
        style.heading(title + String(repeating: " ", count: max(0, 12 - title.count))) + words
    }

    private var tables: String {
        let used = [("locking", info.locking), ("single", info.single)].filter { $0.1 != .none }
        return used.map { ", \($0.1) \($0.0) shift table" }.joined()
    }

    private var segments: String {
        if info.segments == 0 { return "0" }
        let padding = info.padding == 0 ? "" : ", \(info.padding) lost at borders"
        return "\(info.segments) of \(info.unitsPerSegment) units\(padding), \(info.unitsLeft) left"
    }

    /// The characters that force UCS-2, each with how often it occurs, in the order in which they come.
    private var guilty: String {
        var counts: [(scalar: Unicode.Scalar, count: Int)] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where isGuilty(scalar) {
            if let place = counts.firstIndex(where: { $0.scalar == scalar }) {
                counts[place].count += 1
            } else {
                counts.append((scalar, 1))
            }
        }
        let named = counts.prefix(12).map { TextStyle.name(of: $0.scalar) + ($0.count == 1 ? "" : " (\($0.count))") }
        let more = counts.count - named.count
        return named.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    private var clusters: String {
        "\(cost.clustersCut) cut by networks; kept whole the text takes \(count(cost.parts, "part"))"
            + (cost.clustersTooLong == 0 ? "" : ", \(cost.clustersTooLong) too long for one are cut even so")
    }

    private func simplifiedLines(_ style: TextStyle) -> [String] {
        if replacements.isEmpty {
            let gsm = "as it is, there is nothing to gain"
            let ucs = "as it is: some characters have no spelling in GSM 7-bit, or it would cost more"
            return [row("simplified", info.encoding == .gsm7 ? gsm : ucs, style)]
        }
        let before = "\(count(info.segments, "segment")) \(encodingName(info.encoding))"
        let after = "\(count(info.simplifiedSegments, "segment")) \(encodingName(info.simplifiedEncoding))"
        var lines = [row("simplified", before == after ? after : "\(after) instead of \(before)", style)]
        let parts = (try? TextReport.parts(of: simplified, options, keepsClusters)) ?? []
        lines += numbered(parts, style)
        lines.append(row("replaced", replaced, style))
        return lines
    }

    /// What was replaced by what, each with how often, in the order in which they come.
    private var replaced: String {
        var counts: [(words: String, count: Int)] = []
        for one in replacements {
            let original = TextReport.visible(text[one.offset..<one.offset + one.length])
            let new = TextReport.visible(simplified[one.outputOffset..<one.outputOffset + one.outputLength])
            let words = new.isEmpty ? "\(original) removed" : "\(original) → \(new)"
            if let place = counts.firstIndex(where: { $0.words == words }) {
                counts[place].count += 1
            } else {
                counts.append((words, 1))
            }
        }
        let shown = counts.prefix(12).map { $0.words + ($0.count == 1 ? "" : " (\($0.count))") }
        let more = counts.count - shown.count
        return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    private func numbered(_ parts: [String], _ style: TextStyle) -> [String] {
        parts.enumerated().map { number, part in
            "  \(number + 1)/\(parts.count)  " + style.marking(part.unicodeScalars, where: isGuilty)
        }
    }

    // MARK: - Words and measures

    private func encodingName(_ encoding: TextEncoding) -> String {
        encoding == .gsm7 ? "GSM 7-bit" : "UCS-2"
    }

    private func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    /// Whether a character alone would travel in UCS-2.
    private func isGuilty(_ scalar: Unicode.Scalar) -> Bool {
        let alone = try? Array(String(scalar).utf8).withUnsafeBufferPointer { bytes throws(TextError) in
            try TextMeter.measure(bytes, options: options)
        }
        return alone?.encoding == .ucs2
    }

    private static func visible(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.map(TextStyle.visible).joined()
    }

    private static func parts(
        of text: [UInt8], _ options: TextOptions, _ keepingClusters: Bool
    ) throws(TextError) -> [String] {
        try text.withUnsafeBufferPointer { bytes throws(TextError) in
            var splitter = try TextSplitter(bytes, options: options, keepingClusters: keepingClusters)
            var parts: [String] = []
            while let part = splitter.next() {
                parts.append(String(decoding: bytes[part.offset..<part.offset + part.length], as: UTF8.self))
            }
            return parts
        }
    }
}
