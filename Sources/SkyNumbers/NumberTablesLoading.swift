import CSkyTables

extension NumberTables {
    /// Tables from a blob as tools/numbers/make_number_tables.py writes it, so that metadata can be renewed without a
    /// new library. The bytes are copied, then the copy is checked: checksum, sizes, and every index in it.
    ///
    /// - Parameter bytes: The blob; any alignment, at most 4 MiB.
    @export(interface)
    package init(loading bytes: UnsafeRawBufferPointer) throws(NumberTablesError) {
        _ = try NumberTablesBlob(bytes)
        guard let start = bytes.baseAddress, let tables = sky_number_tables_allocate(start, bytes.count) else {
            throw .outOfMemory
        }
        let copy = UnsafeRawBufferPointer(start: sky_number_tables_blob(tables), count: bytes.count)
        do throws(NumberTablesError) {
            try NumberTables.describe(NumberTablesBlob(copy), in: tables)
            try NumberTablesVerifier(tables: UnsafePointer(tables)).verify()
        } catch {
            sky_number_tables_free(tables)
            throw error
        }
        self.init(verified: UnsafePointer(tables))
    }

    /// Frees loaded tables that `use(loading:)` did not keep. Nobody may be using them.
    package func deallocate() {
        sky_number_tables_free(raw)
    }

    /// Loads tables and makes them the ones that answer from now on, in all threads. Calls that are under way end with
    /// the tables they began with.
    ///
    /// The memory is never freed, because nobody knows who is reading; but a blob that was loaded before is found and
    /// used again, so only new metadata takes new memory, 122 KB a release.
    @export(interface)
    package static func use(loading bytes: UnsafeRawBufferPointer) throws(NumberTablesError) {
        if let start = bytes.baseAddress, let known = sky_number_tables_find(start, bytes.count) {
            sky_number_tables_use(known)
            return
        }
        let tables = try NumberTables(loading: bytes)
        sky_number_tables_keep(tables.raw)
        sky_number_tables_use(tables.raw)
    }

    /// Makes the built-in tables the ones that answer from now on.
    package static func useBuiltIn() {
        sky_number_tables_use(sky_number_tables_built_in())
    }

    /// Fills in where everything lies. The text rules' tables are the library's own.
    private static func describe(
        _ blob: NumberTablesBlob, in tables: UnsafeMutablePointer<sky_number_tables>
    ) throws(NumberTablesError) {
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
