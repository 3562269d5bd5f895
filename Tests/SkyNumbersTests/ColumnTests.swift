import SkyNumbers
import Testing

@Suite("A column at a time")
struct ColumnTests {
    static let rows: [(String, String)] = [
        ("+1 650 253 0000", ""), ("020 7946 0958", "GB"), ("", ""), ("call me", ""), ("+642111111", "ZZ"),
        ("650 253 0000 x1", ""), ("\u{FF0B}1 650 253 0000", "DE"), (String(repeating: "1", count: 300), ""),
    ]

    struct Answers: Equatable {
        var accepted: Int?
        var digits = [UInt64](repeating: 7, count: ColumnTests.rows.count)
        var statuses = [UInt8](repeating: 77, count: ColumnTests.rows.count)
        var types = [UInt8](repeating: 77, count: ColumnTests.rows.count)
        var regions = [String](repeating: "", count: ColumnTests.rows.count)
    }

    /// Reads `texts`, as many rows as `rows` has.
    static func read(_ texts: NumberColumn.Texts, _ reading: NumberColumn.Reading, rowRegions: Bool = true) -> Answers {
        var answers = Answers()
        var regions = [(UInt8, UInt8)](repeating: (1, 1), count: rows.count)
        let letters = rows.map { row -> (UInt8, UInt8) in
            let bytes = Array(row.1.utf8)
            return bytes.count == 2 ? (bytes[0], bytes[1]) : (0, 0)
        }
        answers.accepted = letters.withUnsafeBufferPointer { letters in
            answers.digits.withUnsafeMutableBufferPointer { digits in
                answers.statuses.withUnsafeMutableBufferPointer { statuses in
                    answers.types.withUnsafeMutableBufferPointer { types in
                        regions.withUnsafeMutableBufferPointer { regions in
                            NumberColumn(
                                texts, defaultRegion: Region("US"),
                                rowRegions: rowRegions ? letters.baseAddress : nil, reading: reading
                            ).read(
                                rows.count,
                                into: NumberColumn.Answers(
                                    digits: digits.baseAddress, statuses: statuses.baseAddress,
                                    types: types.baseAddress, regions: regions.baseAddress))
                        }
                    }
                }
            }
        }
        answers.regions = regions.map { $0 == (0, 0) ? "" : String(decoding: [$0.0, $0.1], as: UTF8.self) }
        return answers
    }

    /// The rows in both Arrow layouts, after a change to the offsets.
    static func withOffsets<Result>(
        changing index: Int = 0, to value: UInt64 = 0, _ body: (NumberColumn.Texts, NumberColumn.Texts) -> Result
    ) throws -> Result {
        var data: [UInt8] = []
        var offsets: [UInt64] = [0]
        for (text, _) in rows {
            data += Array(text.utf8)
            offsets.append(UInt64(data.count))
        }
        offsets[index] = value
        let narrow = offsets.map { UInt32(truncatingIfNeeded: $0) }
        return try data.withUnsafeBufferPointer { data in
            try offsets.withUnsafeBufferPointer { wide in
                try narrow.withUnsafeBufferPointer { narrow in
                    body(
                        .offsets32(data: data, offsets: try #require(narrow.baseAddress)),
                        .offsets64(data: data, offsets: try #require(wide.baseAddress)))
                }
            }
        }
    }

    @Test("Every layout gives what single calls give")
    func layouts() throws {
        let (short, long) = try ColumnTests.withOffsets { short, long in
            (
                ColumnTests.read(short, .parsed([], smsTypes: .all)),
                ColumnTests.read(long, .parsed([], smsTypes: .all))
            )
        }
        #expect(short == long)
        #expect(
            short.digits == [16_502_530_000, 442_079_460_958, 0, 0, 642_111_111, 16_502_530_000, 16_502_530_000, 0])
        #expect(short.statuses == [0, 0, 7, 7, 1, 0, 0, 10])
        #expect(short.types == [2, 0, 15, 15, 15, 2, 2, 15])
        #expect(short.regions == ["US", "GB", "", "", "NZ", "US", "US", ""])
        #expect(short.accepted == 5)

        var strings = ColumnTests.rows.map { row in Array(row.0.utf8CString) }
        strings[0].append(0x31)  // behind the NUL: not read
        var pointers = strings.map { string -> UnsafePointer<CChar>? in
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: string.count)
            copy.update(from: string, count: string.count)
            return UnsafePointer(copy)
        }
        defer {
            for pointer in pointers { UnsafeMutablePointer(mutating: pointer)?.deallocate() }
        }
        pointers[2]?.deallocate()
        pointers[2] = nil
        let byPointer = pointers.withUnsafeBufferPointer { buffer -> Answers in
            guard let start = buffer.baseAddress else { return Answers() }
            return ColumnTests.read(.pointers(start), .parsed([], smsTypes: .all))
        }
        #expect(byPointer == short)
    }

    @Test("Normalising a column refuses extensions and unknown regions")
    func normalizing() throws {
        let answers = try ColumnTests.withOffsets { short, _ in ColumnTests.read(short, .normalized([], smsTypes: .all))
        }
        #expect(answers.digits == [16_502_530_000, 442_079_460_958, 0, 0, 0, 0, 16_502_530_000, 0])
        #expect(answers.statuses == [0, 0, 7, 7, 6, 11, 0, 10])
        #expect(answers.accepted == 3)
    }

    @Test("Offsets that lie are refused, their row is named, nothing is written")
    func lyingOffsets() throws {
        let lies: [(Int, UInt64)] = [(8, 1 << 40), (3, 0), (8, .max), (1, 10_000), (0, 40)]
        for (index, value) in lies {
            let refused = try ColumnTests.withOffsets(changing: index, to: value) { _, long in
                ColumnTests.read(long, .parsed([], smsTypes: .all))
            }
            #expect(refused == Answers(accepted: nil, regions: [String](repeating: "\u{1}\u{1}", count: 8)))
        }
        let row = try ColumnTests.withOffsets(changing: 8, to: 1 << 30) { short, _ in
            NumberColumn(short, defaultRegion: nil, reading: .normalized([], smsTypes: .all)).firstLyingRow(8)
        }
        #expect(row == 7)
    }

    @Test("Answers that nobody wants may be nil, and no rows are no work")
    func nothingWanted() throws {
        let accepted = try ColumnTests.withOffsets { short, _ in
            let column = NumberColumn(short, defaultRegion: Region("US"), reading: .parsed([], smsTypes: .all))
            return (column.read(8, into: NumberColumn.Answers()), column.read(0, into: NumberColumn.Answers()))
        }
        #expect(accepted == (4, 0))
    }
}
