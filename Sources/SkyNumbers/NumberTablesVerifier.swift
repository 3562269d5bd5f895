import CSkyTables

/// Checks that every index in loaded tables leads somewhere, so that the walks need no checks of their own.
///
/// What the walks check themselves: a prefix is not longer than the number, a region index is one of its calling
/// code's.
struct NumberTablesVerifier {
    let tables: UnsafePointer<sky_number_tables>

    /// Throws `inconsistent` at the first thing that is not as the engine takes it for granted.
    func verify() throws(NumberTablesError) {
        try verifyNumberWalks()
        try verifyGeneralWalks()
        try verifyPrefixes()
        try verifyPlans()
        try verifyCodes()
        try verifyLookups()
    }

    private func require(_ condition: Bool) throws(NumberTablesError) {
        guard condition else { throw .inconsistent }
    }

    private func elements<Element>(
        _ start: UnsafePointer<Element>, _ count: UInt32
    ) -> UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: start, count: Int(count))
    }

    /// Whether a walk is the start of a row or a leaf that exists.
    private func isWalk(_ walk: UInt16, cells: UInt32, leaves: UInt32) -> Bool {
        let walk = UInt32(walk)
        return walk < cells ? walk &+ 10 <= cells : walk &- cells < leaves
    }

    /// Every row of ten walks leads somewhere. Where each row needs an end of its own there are as many ends as rows.
    private func requireWalks(
        _ rows: UnsafePointer<UInt16>, _ cells: UInt32, ends: UInt32, leaves: UInt32, haveUsualEnd: Bool = false
    ) throws(NumberTablesError) {
        try require(cells <= 0xFFFF && (haveUsualEnd ? ends <= cells / 10 : cells % 10 == 0 && ends == cells / 10))
        for walk in elements(rows, cells) { try require(isWalk(walk, cells: cells, leaves: leaves)) }
    }

    private var numberLeaves: UInt32 { tables.pointee.number_leaves_count / UInt32(SKY_NUMBER_LEAF_WIDTH) }

    private func verifyNumberWalks() throws(NumberTablesError) {
        let raw = tables.pointee
        try require(raw.number_leaves_count % UInt32(SKY_NUMBER_LEAF_WIDTH) == 0)
        try requireWalks(
            raw.number_rows, raw.number_rows_count, ends: raw.number_row_labels_count, leaves: numberLeaves,
            haveUsualEnd: true)
        for label in elements(raw.number_row_labels, raw.number_row_labels_count) {
            try require(UInt32(label) < raw.labels_count)
        }
        for label in elements(raw.number_leaves, raw.number_leaves_count) {
            try require(UInt32(label) < raw.labels_count)
        }
        for label in elements(raw.labels, raw.labels_count) { try require(NumberType(rawValue: label.type) != nil) }
    }

    private func verifyGeneralWalks() throws(NumberTablesError) {
        let raw = tables.pointee
        try requireWalks(
            raw.general_rows, raw.general_rows_count, ends: raw.general_row_matches_count,
            leaves: raw.general_leaves_count)
    }

    private func verifyPrefixes() throws(NumberTablesError) {
        let raw = tables.pointee
        try requireWalks(
            raw.prefix_rows, raw.prefix_rows_count, ends: raw.prefix_row_outcomes_count,
            leaves: raw.prefix_outcomes_count)
        try requireWalks(
            raw.idd_rows, raw.idd_rows_count, ends: raw.idd_row_lengths_count, leaves: raw.idd_leaves_count)
        for outcome in elements(raw.prefix_row_outcomes, raw.prefix_row_outcomes_count) {
            try require(UInt32(outcome) < raw.prefix_outcomes_count)
        }
        for outcome in elements(raw.prefix_outcomes, raw.prefix_outcomes_count) {
            try require(UInt32(outcome.literal) < raw.prefix_literals_count)
            try require(outcome.kept_start <= outcome.kept_end && outcome.kept_end <= outcome.consumed)
        }
        for literal in elements(raw.prefix_literals, raw.prefix_literals_count) {
            let digits = literal.digits
            let largest = max(
                digits.0, max(digits.1, max(digits.2, max(digits.3, max(digits.4, max(digits.5, digits.6))))))
            try require(literal.count <= 7 && largest <= 9)
        }
    }

    private func verifyPlans() throws(NumberTablesError) {
        let raw = tables.pointee
        try require(raw.plans_count <= 254 && raw.codes_count <= 254)
        for plan in elements(raw.plans, raw.plans_count) {
            try require(plan.lengths != 0 && UInt32(plan.code) < raw.codes_count)
            try require(
                isWalk(plan.general_walk, cells: raw.general_rows_count, leaves: raw.general_leaves_count)
                    && isWalk(plan.prefix_walk, cells: raw.prefix_rows_count, leaves: raw.prefix_outcomes_count)
                    && isWalk(plan.idd_walk, cells: raw.idd_rows_count, leaves: raw.idd_leaves_count))
            let letters = plan.region
            let isNonGeographic = letters.0 == 0x30 && letters.1 == 0x30 && letters.2 == 0x31
            let isRegion = isCapital(letters.0) && isCapital(letters.1) && letters.2 == 0
            try require((isNonGeographic || isRegion) && letters.3 == 0)
        }
    }

    private func isCapital(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }

    private func verifyCodes() throws(NumberTablesError) {
        let raw = tables.pointee
        for code in elements(raw.codes, raw.codes_count) {
            try require((1...999).contains(code.value) && code.plan_count > 0)
            try require(UInt32(code.main_plan) &+ UInt32(code.plan_count) <= raw.plans_count)
            try require(isWalk(code.number_walk, cells: raw.number_rows_count, leaves: numberLeaves))
        }
    }

    private func verifyLookups() throws(NumberTablesError) {
        let raw = tables.pointee
        try require(raw.code_of_digits_count == 1000 && raw.plan_of_region_count == 676)
        for number in elements(raw.code_of_digits, 1000) { try require(UInt32(number) <= raw.codes_count) }
        for number in elements(raw.plan_of_region, 676) { try require(UInt32(number) <= raw.plans_count) }
    }
}
