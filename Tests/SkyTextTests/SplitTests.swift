import Testing

@testable import SkyText

@Suite("Splitting")
struct SplitTests {
    static func check(_ text: String, keepingClusters: Bool) throws {
        let parts = try split(text, keepingClusters: keepingClusters)
        let info = try measure(text)
        try #require(parts.map(\.text).joined() == text)
        try #require(parts.allSatisfy { $0.units <= info.unitsPerSegment })
        try #require(parts.map(\.units).reduce(0, +) == info.units)
        if !keepingClusters { try #require(parts.map(\.units) == Reference.cut(text).parts) }
        for part in parts {
            let units =
                info.encoding == .ucs2
                ? part.text.utf16.count : part.text.unicodeScalars.compactMap(Reference.septets).reduce(0, +)
            try #require(part.units == units)
        }
    }

    @Test("The parts joined are the text, each fits, and there are as many as were measured")
    func randomTexts() throws {
        var dice = Dice(state: 6)
        let clusters = ["👩‍👩‍👧‍👦", "🇳🇿", "e\u{301}", "\r\n", "한", "👍🏽", "क्षि"]
        for _ in 0..<1_500 {
            let text = dice.text(of: MeasureTests.pieces + clusters, upTo: 150)
            try Self.check(text, keepingClusters: false)
            try Self.check(text, keepingClusters: true)
        }
    }

    @Test("A border never falls into an escape or a surrogate pair")
    func pairs() throws {
        let escaped = try split(String(repeating: "a", count: 152) + "[" + String(repeating: "b", count: 20))
        #expect(escaped.map(\.units) == [152, 22])
        let emoji = try split(String(repeating: "Ж", count: 66) + "😀" + String(repeating: "Ж", count: 20))
        #expect(emoji.map(\.units) == [66, 22])
    }

    @Test("With clusters kept each part ends with a cluster, but for clusters longer than a part")
    func clusters() throws {
        var dice = Dice(state: 7)
        let pieces = ["a", "Ж", "👩‍👩‍👧‍👦", "🇳🇿", "e\u{301}", "👍🏽", "❤️", "\r\n"]
        for _ in 0..<1_000 {
            let text = dice.text(of: pieces, upTo: 100)
            let parts = try split(text, keepingClusters: true)
            try #require(parts.reduce(0) { $0 + $1.text.count } == text.count, "no cluster became two")
            // Greedy: the next cluster would not have fit.
            let capacity = try measure(text).unitsPerSegment
            for (part, next) in zip(parts, parts.dropFirst()) {
                let first = next.text.first.map { String($0).utf16.count } ?? 0
                try #require(part.units + first > capacity || Reference.cut(text).encoding == .gsm7)
            }
        }
    }

    @Test("A cluster longer than a part is cut between characters")
    func longCluster() throws {
        let text = "x" + String(repeating: "\u{301}", count: 200) + "y"
        let parts = try split(text, keepingClusters: true)
        #expect(parts.map(\.units) == [67, 67, 67, 1])
        #expect(parts.map(\.text.unicodeScalars.count) == [67, 67, 67, 1])
    }

    @Test("What keeping clusters costs is told: parts with and without, and the clusters that networks cut")
    func cost() throws {
        let family = "👩‍👩‍👧‍👦"
        let text = String(repeating: "Ж", count: 61) + family + String(repeating: "Ж", count: 62)
        let cost = try withBytes(text) { bytes throws(TextError) in try TextSplitter.cost(bytes) }
        #expect(cost == SplitCost(parts: 3, partsOtherwise: 2, clustersCut: 1, clustersTooLong: 0))
        let long = "Ж" + String(repeating: "\u{301}", count: 100)
        let cut = try withBytes(long) { bytes throws(TextError) in try TextSplitter.cost(bytes) }
        #expect(cut == SplitCost(parts: 2, partsOtherwise: 2, clustersCut: 1, clustersTooLong: 1))
    }

    @Test("An empty text has no part, a short one is its own")
    func short() throws {
        #expect(try split("").isEmpty)
        #expect(try split("hi").map(\.text) == ["hi"])
    }
}
