import CSkyTables
import SkyNumbers
import Testing

@Suite("Loading tables")
struct LoadingTests {
    /// The built-in tables as a blob, written after the description in tools/numbers/layout.py.
    static let blob: [UInt8] = {
        let raw = sky_number_tables_built_in().pointee
        func bytes<Element>(_ start: UnsafePointer<Element>, _ count: UInt32) -> ([UInt8], UInt32) {
            (Array(UnsafeRawBufferPointer(UnsafeBufferPointer(start: start, count: Int(count)))), count)
        }
        let sections = [
            bytes(raw.number_rows, raw.number_rows_count),
            bytes(raw.number_row_labels, raw.number_row_labels_count),
            bytes(raw.number_leaves, raw.number_leaves_count), bytes(raw.labels, raw.labels_count),
            bytes(raw.general_rows, raw.general_rows_count),
            bytes(raw.general_row_matches, raw.general_row_matches_count),
            bytes(raw.general_leaves, raw.general_leaves_count), bytes(raw.prefix_rows, raw.prefix_rows_count),
            bytes(raw.prefix_row_outcomes, raw.prefix_row_outcomes_count),
            bytes(raw.prefix_outcomes, raw.prefix_outcomes_count),
            bytes(raw.prefix_literals, raw.prefix_literals_count), bytes(raw.idd_rows, raw.idd_rows_count),
            bytes(raw.idd_row_lengths, raw.idd_row_lengths_count), bytes(raw.idd_leaves, raw.idd_leaves_count),
            bytes(raw.plans, raw.plans_count), bytes(raw.codes, raw.codes_count),
            bytes(raw.code_of_digits, raw.code_of_digits_count),
            bytes(raw.plan_of_region, raw.plan_of_region_count),
        ]
        var directory: [UInt8] = []
        var data: [UInt8] = []
        let dataOffset = 40 + 8 * sections.count
        for (section, count) in sections {
            while (dataOffset + data.count) % 8 != 0 { data.append(0) }
            directory += word(UInt32(dataOffset + data.count)) + word(count)
            data += section
        }
        let version = Array("1.2.3-test".utf8)
        let tail =
            word(UInt32(sections.count)) + version + [UInt8](repeating: 0, count: 16 - version.count) + directory + data
        return sealed(Array("SKYNUMB\n".utf8) + word(1) + word(UInt32(20 + tail.count)) + word(0) + tail)
    }()

    static func word(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }

    static let checksumTable: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }

    /// The blob with its checksum made right.
    static func sealed(_ blob: [UInt8]) -> [UInt8] {
        var sum: UInt32 = 0xFFFF_FFFF
        blob[20...].withUnsafeBufferPointer { tail in
            checksumTable.withUnsafeBufferPointer { table in
                for byte in tail { sum = sum >> 8 ^ table[Int((sum ^ UInt32(byte)) & 0xFF)] }
            }
        }
        var blob = blob
        blob.replaceSubrange(16..<20, with: word(~sum))
        return blob
    }

    static func load(_ blob: [UInt8]) -> Result<NumberTables, NumberTablesError> {
        blob.withUnsafeBytes { bytes in
            Result { () throws(NumberTablesError) in try NumberTables(loading: bytes) }
        }
    }

    static func error(_ blob: [UInt8]) -> NumberTablesError? {
        switch load(blob) {
        case .success(let tables):
            tables.deallocate()
            return nil
        case .failure(let error): return error
        }
    }

    @Test("Loaded tables give the answers that the built-in ones give, and their own version")
    func loading() throws {
        let blob = LoadingTests.blob
        // An odd address: the bytes may lie anywhere.
        let tables = try
            (([0] + blob).withUnsafeBytes { bytes in
                try NumberTables(loading: UnsafeRawBufferPointer(rebasing: bytes[1...]))
            })
        defer { tables.deallocate() }
        #expect(String(cString: tables.version) == "1.2.3-test")
        for line in try VectorTests.lines("texts.txt") {
            let text = VectorTests.bytes(line[0])
            let region = Array(line[1].utf8).withUnsafeBufferPointer { Region($0) }
            text.withUnsafeBufferPointer { bytes in
                let built = PhoneNumberParser.parse(bytes, defaultRegion: region, flags: [])
                let loaded = PhoneNumberParser.parse(bytes, defaultRegion: region, flags: [], tables: tables)
                #expect(built.status == loaded.status && built.type == loaded.type)
                #expect(built.region == loaded.region && digits(built) == digits(loaded))
            }
        }
    }

    @Test("What is not a blob of tables is refused, and so is one cut short at any place")
    func truncated() {
        let blob = LoadingTests.blob
        #expect(LoadingTests.error([]) == .notTables)
        #expect(LoadingTests.error(Array("hello".utf8)) == .notTables)
        #expect(LoadingTests.error([UInt8](repeating: 0, count: 5 << 20)) == .notTables)
        for length in stride(from: 0, to: blob.count, by: 997) {
            #expect(LoadingTests.error(Array(blob.prefix(length))) == .notTables)
        }
        #expect(LoadingTests.error(blob + [0]) == .notTables)
    }

    @Test("Another format is told from damage")
    func formats() {
        var other = LoadingTests.blob
        other[8] = 2
        #expect(LoadingTests.error(other) == .otherFormat)
        var sections = LoadingTests.blob
        sections[20] = 19
        #expect(LoadingTests.error(LoadingTests.sealed(sections)) == .otherFormat)
        var damaged = LoadingTests.blob
        damaged[50_000] ^= 1
        #expect(LoadingTests.error(damaged) == .damaged)
    }

    @Test("Sections that lie beyond the blob, at odd places or are empty are refused", arguments: 0..<18)
    func directory(section: Int) {
        let entry = 40 + 8 * section
        for (offset, value) in [(0, UInt32.max), (0, 0xFFFF_FFF8), (0, 41), (4, .max), (4, 0x4000_0000), (4, 0)] {
            var blob = LoadingTests.blob
            blob.replaceSubrange(entry + offset..<entry + offset + 4, with: LoadingTests.word(value))
            #expect(LoadingTests.error(LoadingTests.sealed(blob)) == .inconsistent, "\(offset) \(value)")
        }
    }

    @Test("A version that is not a word is refused")
    func versions() {
        for version in [[0], [UInt8](repeating: 0x31, count: 16), [0x39, 0x0A, 0], [0x80, 0]] {
            var blob = LoadingTests.blob
            blob.replaceSubrange(24..<24 + version.count, with: version)
            #expect(LoadingTests.error(LoadingTests.sealed(blob)) == .inconsistent)
        }
    }

    @Test("Hostile blobs with a right checksum are refused, or answer something without reading beyond the tables")
    func hostile() {
        let blob = LoadingTests.blob
        let texts = [
            "+54 0 11 15 2345 6789", "0 90 15 1234567890 1234567890", "8 10 44 2079460958", "+999999999999999",
            String(repeating: "123456789", count: 27), "+" + String(repeating: "0", count: 240), "12",
        ].map { Array($0.utf8) }
        var random = SeededGenerator(state: 6)
        var loaded = 0
        for _ in 0..<300 {
            var changed = blob
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                // Small sections as often as large ones.
                let entry = 40 + 8 * Int.random(in: 0..<18, using: &random)
                let start = Int(changed[entry]) | Int(changed[entry + 1]) << 8 | Int(changed[entry + 2]) << 16
                let place = min(start + Int.random(in: 0..<300, using: &random), changed.count - 1)
                changed[place] = UInt8.random(in: 0...255, using: &random)
            }
            guard case .success(let tables) = LoadingTests.load(LoadingTests.sealed(changed)) else { continue }
            loaded += 1
            for text in texts {
                text.withUnsafeBufferPointer { bytes in
                    for region in InverseTests.regions.prefix(8) {
                        let letters = Array(region.utf8).withUnsafeBufferPointer { Region($0) }
                        let number = PhoneNumberParser.parse(
                            bytes, defaultRegion: letters, flags: [.expectMobile], tables: tables)
                        #expect(number.digitCount <= 20)
                        _ = try? MSISDN.normalize(bytes, defaultRegion: letters, tables: tables)
                    }
                }
            }
            tables.deallocate()
        }
        #expect(loaded > 25)
    }
}
