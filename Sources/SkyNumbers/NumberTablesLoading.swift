import CSkyTables

extension NumberTables {
    /// Tables from a blob as tools/numbers/make_number_tables.py writes it, so that metadata can be renewed without a new
    /// library. The bytes are copied, then the copy is checked: checksum, sizes, and every index in it.
    ///
    /// The memory is never freed by itself: other threads may be reading. A program that loads new tables every two weeks
    /// loses 160 KB each time; `deallocate()` is for those who know that nobody reads any more.
    ///
    /// - Parameter bytes: The blob; any alignment, at most 4 MiB.
    package init(loading bytes: UnsafeRawBufferPointer) throws(NumberTablesError) {
        _ = try NumberTablesBlob(bytes)
        let header = NumberTables.headerSize
        let memory = UnsafeMutableRawPointer.allocate(byteCount: header &+ bytes.count, alignment: 16)
        let copy = UnsafeMutableRawBufferPointer(start: memory + header, count: bytes.count)
        copy.copyMemory(from: bytes)
        let tables = memory.bindMemory(to: sky_number_tables.self, capacity: 1)
        do throws(NumberTablesError) {
            try NumberTables.describe(NumberTablesBlob(UnsafeRawBufferPointer(copy)), in: tables)
            try NumberTablesVerifier(tables: UnsafePointer(tables)).verify()
        } catch {
            memory.deallocate()
            throw error
        }
        self.init(verified: UnsafePointer(tables))
    }

    /// Frees loaded tables. Nobody may be using them. Does nothing to the built-in ones.
    package func deallocate() {
        if raw != sky_number_tables_built_in() { UnsafeMutableRawPointer(mutating: raw).deallocate() }
    }

    /// Room for the description in front of the blob, so that the blob stays aligned.
    private static var headerSize: Int { (MemoryLayout<sky_number_tables>.size &+ 15) & ~15 }

    /// Fills in where everything lies. The text rules' tables are the library's own.
    private static func describe(
        _ blob: NumberTablesBlob, in tables: UnsafeMutablePointer<sky_number_tables>
    ) throws(NumberTablesError) {
        tables.initialize(to: sky_number_tables_built_in().pointee)
        guard let version = blob.version else { throw .inconsistent }
        tables.pointee.version = version
        var index = 0
        func next<Element: BitwiseCopyable>(
            _ start: inout UnsafePointer<Element>, _ count: inout UInt32
        ) throws(NumberTablesError) {
            let section = try blob.section(index, of: Element.self)
            guard let address = section.baseAddress else { throw .inconsistent }
            start = address
            count = UInt32(truncatingIfNeeded: section.count)
            index &+= 1
        }
        var raw = tables.pointee
        try next(&raw.number_rows, &raw.number_rows_count)
        try next(&raw.number_row_labels, &raw.number_row_labels_count)
        try next(&raw.number_leaves, &raw.number_leaves_count)
        try next(&raw.labels, &raw.labels_count)
        try next(&raw.general_rows, &raw.general_rows_count)
        try next(&raw.general_row_matches, &raw.general_row_matches_count)
        try next(&raw.general_leaves, &raw.general_leaves_count)
        try next(&raw.prefix_rows, &raw.prefix_rows_count)
        try next(&raw.prefix_row_outcomes, &raw.prefix_row_outcomes_count)
        try next(&raw.prefix_outcomes, &raw.prefix_outcomes_count)
        try next(&raw.prefix_literals, &raw.prefix_literals_count)
        try next(&raw.idd_rows, &raw.idd_rows_count)
        try next(&raw.idd_row_lengths, &raw.idd_row_lengths_count)
        try next(&raw.idd_leaves, &raw.idd_leaves_count)
        try next(&raw.plans, &raw.plans_count)
        try next(&raw.codes, &raw.codes_count)
        try next(&raw.code_of_digits, &raw.code_of_digits_count)
        try next(&raw.plan_of_region, &raw.plan_of_region_count)
        tables.pointee = raw
    }
}
