import CSkyTables

/// The numbering plans, in the tables that `tools/numbers` makes.
enum NumberPlan {
    /// All regions, sorted by name.
    static var regions: UnsafeBufferPointer<sky_number_region> {
        var count = 0
        let start = sky_number_regions(&count)
        return UnsafeBufferPointer(start: start, count: count)
    }

    /// The plan behind a calling code, or nil if the code is not assigned.
    static func callingCode(_ code: Int) -> sky_calling_code? {
        var count = 0
        guard let codes = sky_calling_codes(&count) else { return nil }
        var low = 0
        var high = count
        while low < high {
            let middle = (low &+ high) / 2
            if Int(codes[middle].code) == code { return codes[middle] }
            if Int(codes[middle].code) < code { low = middle &+ 1 } else { high = middle }
        }
        return nil
    }

    /// Whether a number without its calling code can have so many digits.
    static func isPossible(_ plan: sky_calling_code, digits: Int) -> Bool {
        digits >= 0 && digits < 32 && plan.lengths >> UInt32(digits) & 1 == 1
    }
}
