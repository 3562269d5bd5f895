/// Many numbers in one call: texts in Arrow's layout or as C strings, each answer in a column of its own.
///
/// Rows do not depend on one another, so callers may split a column over threads.
package struct NumberColumn {
    /// Where the texts are.
    package enum Texts {
        /// Row i is the bytes from offset i up to offset i + 1, so there is one offset more than rows.
        case offsets32(data: UnsafeBufferPointer<UInt8>, offsets: UnsafePointer<UInt32>)
        case offsets64(data: UnsafeBufferPointer<UInt8>, offsets: UnsafePointer<UInt64>)
        /// NUL-terminated strings; NULL is read as an empty text.
        case pointers(UnsafePointer<UnsafePointer<CChar>?>)
    }

    /// How each text is read.
    package enum Reading {
        /// As `PhoneNumberParser.parse`.
        case parsed(NumberFlags, smsTypes: NumberTypes)
        /// As `MSISDN.readable`.
        case normalized(NumberFlags, smsTypes: NumberTypes)
    }

    /// Where the answers go; each has room for every row or is nil.
    package struct Answers {
        /// The digits in international format as a number, which begins with the calling code and so loses nothing; 0
        /// if the row is not accepted.
        package var digits: UnsafeMutablePointer<UInt64>?
        /// The digits as text, a NUL behind them, in 21 bytes a row: of every row that could be read, accepted or not.
        package var texts: UnsafeMutablePointer<CChar>?
        /// Raw values of `NumberStatus`.
        package var statuses: UnsafeMutablePointer<UInt8>?
        /// Raw values of `NumberType`.
        package var types: UnsafeMutablePointer<UInt8>?
        /// Two letters each; 0 0 if unknown, "01" for 001.
        package var regions: UnsafeMutablePointer<(UInt8, UInt8)>?

        /// The outputs that are wanted; nil for those that are not.
        package init(
            digits: UnsafeMutablePointer<UInt64>? = nil, texts: UnsafeMutablePointer<CChar>? = nil,
            statuses: UnsafeMutablePointer<UInt8>? = nil, types: UnsafeMutablePointer<UInt8>? = nil,
            regions: UnsafeMutablePointer<(UInt8, UInt8)>? = nil
        ) {
            self.digits = digits
            self.texts = texts
            self.statuses = statuses
            self.types = types
            self.regions = regions
        }
    }

    /// Bytes of a row of `Answers.texts`: the most digits there are, and a NUL.
    package static let textSize = MSISDN.maximumDigits + 1

    /// Most bytes that are looked for the end of a C string: more than 250 characters have.
    private static let longestText = 4 * Scratch.characterLimit + 1

    let texts: Texts
    let defaultRegion: Region?
    let rowRegions: UnsafePointer<(UInt8, UInt8)>?
    let reading: Reading
    let tables: NumberTables

    /// - Parameters:
    ///   - defaultRegion: For rows without a region of their own.
    ///   - rowRegions: Two letters for each row, 0 0 for none; nil if no row has its own.
    package init(
        _ texts: Texts, defaultRegion: Region?, rowRegions: UnsafePointer<(UInt8, UInt8)>? = nil, reading: Reading,
        tables: NumberTables = .current
    ) {
        self.texts = texts
        self.defaultRegion = defaultRegion
        self.rowRegions = rowRegions
        self.reading = reading
        self.tables = tables
    }

    /// The first row whose offsets lie: they fall, or lead beyond the data; nil if all are good.
    @export(interface)
    package func firstLyingRow(_ count: Int) -> Int? {
        for row in 0..<max(0, count) {
            switch texts {
            case .offsets32(let data, let offsets):
                if offsets[row] > offsets[row + 1] || UInt64(offsets[row + 1]) > UInt64(data.count) { return row }
            case .offsets64(let data, let offsets):
                if offsets[row] > offsets[row + 1] || offsets[row + 1] > UInt64(data.count) { return row }
            case .pointers:
                return nil
            }
        }
        return nil
    }

    /// Reads rows 0 to `count` - 1.
    ///
    /// - Returns: How many rows are accepted (`PhoneNumber.isAccepted(_:)`), or nil if offsets lie (`firstLyingRow`);
    ///   nothing was written then.
    @export(interface)
    package func read(_ count: Int, into answers: Answers) -> Int? {
        guard firstLyingRow(count) == nil else { return nil }
        var accepted = 0
        for row in 0..<max(0, count) {
            let number = number(text(row), region(row))
            let isAccepted = number.isAccepted(flags)
            accepted &+= isAccepted ? 1 : 0
            answers.digits?[row] = isAccepted ? NumberColumn.value(number) : 0
            if let texts = answers.texts {
                let cell = texts + row &* NumberColumn.textSize
                number.copyDigits(to: cell)
                cell[NumberColumn.textSize &- 1] = 0
            }
            answers.statuses?[row] = number.status.rawValue
            answers.types?[row] = number.typeCode
            answers.regions?[row] = (number.regionOrNone.first, number.regionOrNone.second)
        }
        return accepted
    }

    private func text(_ row: Int) -> UnsafeBufferPointer<UInt8> {
        switch texts {
        case .offsets32(let data, let offsets):
            return NumberColumn.slice(data, Int(offsets[row]), Int(offsets[row + 1]))
        case .offsets64(let data, let offsets):
            return NumberColumn.slice(
                data, Int(truncatingIfNeeded: offsets[row]), Int(truncatingIfNeeded: offsets[row + 1]))
        case .pointers(let pointers):
            guard let start = pointers[row] else { return UnsafeBufferPointer(start: nil, count: 0) }
            var length = 0
            while length < NumberColumn.longestText, start[length] != 0 { length &+= 1 }
            return UnsafeBufferPointer(
                start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: length)
        }
    }

    /// Offsets that changed since they were checked give an empty text, never one beyond the data.
    private static func slice(
        _ data: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> UnsafeBufferPointer<UInt8> {
        guard let base = data.baseAddress, start >= 0, start <= end, end <= data.count else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: base + start, count: end &- start)
    }

    private func region(_ row: Int) -> Region? {
        guard let rowRegions, rowRegions[row] != (0, 0) else { return defaultRegion }
        return Region(first: rowRegions[row].0, second: rowRegions[row].1)
    }

    @inline(__always)
    private func number(_ text: UnsafeBufferPointer<UInt8>, _ region: Region?) -> PhoneNumber {
        switch reading {
        case .parsed(let flags, let smsTypes):
            return PhoneNumberParser.parse(
                text, defaultRegion: region, flags: flags, smsTypes: smsTypes, tables: tables)
        case .normalized(_, let smsTypes):
            return MSISDN.readable(text, defaultRegion: region, smsTypes: smsTypes, tables: tables)
        }
    }

    private var flags: NumberFlags {
        switch reading {
        case .parsed(let flags, _), .normalized(let flags, _): return flags
        }
    }

    /// The digits as a number. Valid and possible numbers have at most 19 digits; longer ones would not fit and are 0.
    private static func value(_ number: PhoneNumber) -> UInt64 {
        guard number.digitCount <= 19 else { return 0 }
        var value: UInt64 = 0
        for index in 0..<Int(number.digitCount) { value = value &* 10 &+ UInt64(number.digits[index] & 15) }
        return value
    }
}
