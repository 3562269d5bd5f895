import CSkyTables

/// The tables that all answers come from: those built in, or loaded ones that were verified (`init(loading:)`).
///
/// One pointer. The tables must outlive every call that uses them.
package struct NumberTables: @unchecked Sendable {
    /// What the pointer leads to. Every index in it has been verified, so the walks below need no checks.
    package let raw: UnsafePointer<sky_number_tables>

    /// Tables that the caller knows to be verified and to stay.
    package init(verified raw: UnsafePointer<sky_number_tables>) { self.raw = raw }

    /// The tables of the metadata version that the library was built with.
    package static var builtIn: NumberTables { NumberTables(verified: sky_number_tables_built_in()) }

    /// The tables that were used last (`use(loading:)`), at first the built-in ones.
    package static var current: NumberTables { NumberTables(verified: sky_number_tables_current()) }

    /// Most bytes of a blob of tables.
    package static var largestBlob: Int { NumberTablesBlob.largest }

    /// The metadata version, NUL-terminated ASCII; lives as long as the tables.
    package var version: UnsafePointer<CChar> { raw.pointee.version }

    /// The numbering plan of a region, case ignored; nil if there is none.
    func plan(of region: Region) -> UnsafePointer<sky_number_plan>? {
        guard let index = region.tableIndex else { return nil }
        let number = raw.pointee.plan_of_region[index]
        return number == 0 ? nil : raw.pointee.plans + (Int(number) &- 1)
    }

    /// The plan that speaks for a calling code: its main region's.
    @inline(__always) func mainPlan(of code: UnsafePointer<sky_number_code>) -> UnsafePointer<sky_number_plan> {
        raw.pointee.plans + Int(code.pointee.main_plan)
    }

    /// The calling code that a plan belongs to.
    @inline(__always) func code(of plan: UnsafePointer<sky_number_plan>) -> UnsafePointer<sky_number_code> {
        raw.pointee.codes + Int(plan.pointee.code)
    }

    /// The calling code with a value; nil if it is not assigned.
    func code(withValue value: UInt16) -> UnsafePointer<sky_number_code>? {
        guard value > 0, value < 1000 else { return nil }
        let index = Int(value) &* (value >= 100 ? 1 : value >= 10 ? 10 : 100)
        let number = raw.pointee.code_of_digits[index]
        guard number != 0 else { return nil }
        let code = raw.pointee.codes + (Int(number) &- 1)
        return code.pointee.value == value ? code : nil
    }

    /// Step 8: the calling code that at least three digits begin with; nil if none is assigned.
    @inline(__always) func code(atStartOf digits: DigitRun) -> UnsafePointer<sky_number_code>? {
        let index = Int(digits[0]) &* 100 &+ Int(digits[1]) &* 10 &+ Int(digits[2])
        let number = raw.pointee.code_of_digits[index]
        return number == 0 ? nil : raw.pointee.codes + (Int(number) &- 1)
    }

    /// Steps 14 and 15: region and type of a national number of at most 17 digits.
    @inline(__always) func label(of number: DigitRun, in code: UnsafePointer<sky_number_code>) -> sky_number_label {
        let rows = raw.pointee.number_rows
        let leafBase = Int(raw.pointee.number_rows_count)
        var walk = Int(code.pointee.number_walk)
        var index = 0
        while walk < leafBase {
            if index == number.count { return raw.pointee.labels[rowLabel(walk / 10)] }
            walk = Int(rows[walk &+ Int(number[index])])
            index &+= 1
        }
        let leaf = (walk &- leafBase) &* SKY_NUMBER_LEAF_WIDTH &+ (number.count &- index)
        return raw.pointee.labels[Int(raw.pointee.number_leaves[leaf])]
    }

    /// The label of a number that ends at a row. Rows whose label is the usual one, 0, come last and overlap.
    @inline(__always) private func rowLabel(_ row: Int) -> Int {
        row < Int(raw.pointee.number_row_labels_count) ? Int(raw.pointee.number_row_labels[row]) : 0
    }

    /// Whether the plan's general pattern matches the whole number; lengths do not come into it.
    @inline(__always) func general(_ plan: UnsafePointer<sky_number_plan>, matches number: DigitRun) -> Bool {
        let rows = raw.pointee.general_rows
        let leafBase = Int(raw.pointee.general_rows_count)
        var walk = Int(plan.pointee.general_walk)
        var index = 0
        while walk < leafBase {
            if index == number.count { return raw.pointee.general_row_matches[walk / 10] != 0 }
            walk = Int(rows[walk &+ Int(number[index])])
            index &+= 1
        }
        let left = number.count &- index
        return left < 32 && raw.pointee.general_leaves[walk &- leafBase] &>> UInt32(left) & 1 != 0
    }

    /// What the plan's national prefix rule makes of the number.
    @inline(__always)
    func prefixOutcome(_ plan: UnsafePointer<sky_number_plan>, _ number: DigitRun) -> sky_number_prefix_outcome {
        let rows = raw.pointee.prefix_rows
        let leafBase = Int(raw.pointee.prefix_rows_count)
        var walk = Int(plan.pointee.prefix_walk)
        var index = 0
        while walk < leafBase {
            if index == number.count {
                return raw.pointee.prefix_outcomes[Int(raw.pointee.prefix_row_outcomes[walk / 10])]
            }
            walk = Int(rows[walk &+ Int(number[index])])
            index &+= 1
        }
        return raw.pointee.prefix_outcomes[walk &- leafBase]
    }

    /// Digits of the plan's international prefix at the start of the number; nil if it does not begin with one.
    @inline(__always) func iddLength(_ plan: UnsafePointer<sky_number_plan>, _ number: DigitRun) -> Int? {
        let rows = raw.pointee.idd_rows
        let leafBase = Int(raw.pointee.idd_rows_count)
        var walk = Int(plan.pointee.idd_walk)
        var index = 0
        var length = UInt8(truncatingIfNeeded: SKY_NUMBER_NO_IDD)
        while true {
            if walk >= leafBase {
                length = raw.pointee.idd_leaves[walk &- leafBase]
                break
            }
            if index == number.count {
                length = raw.pointee.idd_row_lengths[walk / 10]
                break
            }
            walk = Int(rows[walk &+ Int(number[index])])
            index &+= 1
        }
        return Int(length) == SKY_NUMBER_NO_IDD || Int(length) > number.count ? nil : Int(length)
    }

    /// Step 16: a national number's length against the plan's possible lengths.
    @inline(__always) func lengthStatus(_ plan: UnsafePointer<sky_number_plan>, _ count: Int) -> NumberStatus {
        let lengths = plan.pointee.lengths
        guard count < 32 else { return .tooLong }
        let bit = UInt32(1) &<< UInt32(count)
        if plan.pointee.local_lengths & bit != 0 { return .possibleLocalOnly }
        if lengths & bit != 0 { return .possible }
        if bit > lengths { return .tooLong }
        return lengths & (bit &- 1) == 0 ? .tooShort : .invalidLength
    }
}
