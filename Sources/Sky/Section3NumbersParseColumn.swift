import CSky
import SkyNumbers

/// Read many phone numbers in one call, each as sky_parse_number() does.
///
/// Rows do not depend on one another: threads may share out a column among them, by pointers to where their part
/// begins. No row is left out; a row that cannot be a number has a status that says so. Offsets are checked before
/// anything is read: if one falls, or leads beyond the data, the call is refused, nothing is written, and the error's
/// offset is the row.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - column: where the texts are and where the answers go; NULL, or one without texts or with two forms of them, is
///     SKY_E_ARGUMENT. With a count of 0 nothing else of it is looked at.
///   - default_region: two capital letters ("US") for rows without a region of their own; NULL for none.
///   - flags: of sky_number_flag, added up; others are SKY_E_ARGUMENT.
///   - accepted: receives how many rows are valid or possible (but see SKY_NUMBER_REQUIRE_VALID); may be NULL.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, whatever the rows are, or SKY_E_ARGUMENT.
@c public func sky_parse_numbers(
    _ column: UnsafePointer<sky_number_column>?, _ default_region: UnsafePointer<CChar>?, _ flags: UInt32,
    _ accepted: UnsafeMutablePointer<UInt>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    accepted?.pointee = 0
    return Border.run(error) { () throws(Fault) in
        guard let column = column?.pointee else { throw Fault(SKY_E_ARGUMENT, "column: NULL") }
        let request = try NumberRequest(default_region, flags)
        // Zero rows are an empty column, however its pointers are set.
        guard column.count != 0 else { return }
        // Swift sees size_t in a struct as Int: what is beyond memory is negative.
        guard column.count > 0, column.count < Int.max / 32 else {
            throw Fault(SKY_E_ARGUMENT, "column: a count beyond memory")
        }
        let numbers = NumberColumn(
            try column.source(), defaultRegion: request.region, rowRegions: letters(column.regions),
            reading: request.reading, tables: .current)
        let answers = NumberColumn.Answers(
            digits: column.digits, texts: column.msisdns, statuses: column.statuses, types: column.types,
            regions: UnsafeMutablePointer(mutating: letters(column.found_regions)))
        guard let found = numbers.read(column.count, into: answers) else {
            let row = numbers.firstLyingRow(column.count) ?? 0
            throw Fault(SKY_E_ARGUMENT, "column: offsets that fall, or lead beyond the data", at: row)
        }
        accepted?.pointee = UInt(found)
    }
}

/// Pairs of letters.
private func letters(_ text: UnsafePointer<CChar>?) -> UnsafePointer<(UInt8, UInt8)>? {
    UnsafeRawPointer(text)?.assumingMemoryBound(to: (UInt8, UInt8).self)
}

extension sky_number_column {
    /// The texts, in the one form in which they are given.
    fileprivate func source() throws(Fault) -> NumberColumn.Texts {
        guard data_length >= 0 else { throw Fault(SKY_E_ARGUMENT, "column: a length beyond memory") }
        let bytes = UnsafeBufferPointer(
            start: UnsafeRawPointer(data)?.assumingMemoryBound(to: UInt8.self), count: data == nil ? 0 : data_length)
        switch (offsets32, offsets64, texts) {
        case (let offsets?, nil, nil): return .offsets32(data: bytes, offsets: offsets)
        case (nil, let offsets?, nil): return .offsets64(data: bytes, offsets: offsets)
        case (nil, nil, let pointers?): return .pointers(pointers)
        case (nil, nil, nil): throw Fault(SKY_E_ARGUMENT, "column: neither offsets nor texts")
        default: throw Fault(SKY_E_ARGUMENT, "column: more than one of offsets32, offsets64 and texts")
        }
    }
}
