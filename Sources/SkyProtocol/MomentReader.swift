import SkyDocument

/// Reads the pieces of a moment, one behind the other.
struct MomentReader {
    private let text: UnsafeBufferPointer<UInt8>
    private var position: Int
    private let limit: Int

    /// Begin behind the blanks.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        var first = 0
        var end = text.count
        while first < end, ByteScan.isBlank(text[first]) { first &+= 1 }
        while end > first, ByteScan.isBlank(text[end &- 1]) { end &-= 1 }
        position = first
        limit = end
    }

    /// Exactly so many digits, in a range.
    mutating func number(digits: Int, from least: Int, to most: Int, _ words: StaticString) throws(Moment.Fault) -> Int
    {
        var value = 0
        for offset in 0..<digits {
            guard let digit = digit(at: position &+ offset) else { throw fault(words) }
            value = value &* 10 &+ digit
        }
        guard value >= least, value <= most else { throw fault(words) }
        position &+= digits
        return value
    }

    /// One byte that must stand here.
    mutating func skip(_ byte: UInt8, _ words: StaticString) throws(Moment.Fault) {
        guard position < limit, text[position] == byte else { throw fault(words) }
        position &+= 1
    }

    /// `T` or a blank, between date and time.
    mutating func skipSeparator() throws(Moment.Fault) {
        guard position < limit, text[position] == 0x20 || text[position] | 0x20 == 0x74 else {
            throw fault("T or a blank was expected")
        }
        position &+= 1
    }

    /// Microseconds, if there is a fraction; digits behind the sixth count for nothing.
    mutating func fraction() throws(Moment.Fault) -> Int {
        guard position < limit, text[position] == 0x2E else { return 0 }
        position &+= 1
        guard digit(at: position) != nil else { throw fault("a digit was expected") }
        var value = 0
        var weight = 100_000
        while let digit = digit(at: position) {
            value &+= digit &* weight
            weight /= 10
            position &+= 1
        }
        return value
    }

    /// Minutes east of UTC; nil if no offset is written.
    mutating func offset() throws(Moment.Fault) -> Int? {
        guard position < limit else { return nil }
        let sign = text[position]
        if sign | 0x20 == 0x7A {
            position &+= 1
            return 0
        }
        guard sign == 0x2B || sign == 0x2D else { throw fault("an offset (Z, +hh, +hhmm or +hh:mm) was expected") }
        position &+= 1
        let words: StaticString = "an offset from 00 to 23 hours and 00 to 59 minutes was expected"
        let hours = try number(digits: 2, from: 0, to: 23, words)
        var minutes = 0
        if position < limit {
            if text[position] == 0x3A { position &+= 1 }
            minutes = try number(digits: 2, from: 0, to: 59, words)
        }
        let total = hours &* 60 &+ minutes
        return sign == 0x2D ? 0 &- total : total
    }

    /// Nothing may follow.
    func end() throws(Moment.Fault) {
        guard position == limit else { throw fault("nothing more was expected") }
    }

    private func digit(at offset: Int) -> Int? {
        guard offset < limit, text[offset] >= 0x30, text[offset] <= 0x39 else { return nil }
        return Int(text[offset] &- 0x30)
    }

    private func fault(_ words: StaticString) -> Moment.Fault {
        Moment.Fault(words: words, offset: position)
    }
}
