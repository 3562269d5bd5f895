import SkyDocument

/// A moment that a provider wrote, in any of the forms of docs/skycore.md, section 3.4 (rule T19):
/// date and time of day with `T` or a blank between, an optional fraction of a second, and an optional offset from UTC
/// as `Z`, `+hh`, `+hhmm` or `+hh:mm`.
package struct Moment: Equatable {
    /// Seconds since 1970-01-01 00:00:00 UTC, rounded down.
    package let seconds: Int64
    /// Microseconds after that, 0 to 999999; finer digits are cut off.
    package let microseconds: Int32
    /// The offset that was written, in minutes east of UTC; 0 if there was none.
    package let offsetMinutes: Int32
    /// Whether an offset was written. If not, the time of day was taken as UTC.
    package let hasOffset: Bool

    /// Why a text is no moment.
    package struct Fault: Error, Equatable {
        /// What was expected, for people.
        package let words: StaticString
        /// Where, in bytes.
        package let offset: Int

        /// Whether two are at the same place.
        package static func == (one: Fault, other: Fault) -> Bool { one.offset == other.offset }
    }

    /// Read a moment. Blanks around it do not count.
    package init(_ text: UnsafeBufferPointer<UInt8>) throws(Fault) {
        var reader = MomentReader(text)
        let year = try reader.number(digits: 4, from: 1, to: 9999, "a year of four digits was expected")
        try reader.skip(0x2D, "a hyphen was expected")
        let month = try reader.number(digits: 2, from: 1, to: 12, "a month from 01 to 12 was expected")
        try reader.skip(0x2D, "a hyphen was expected")
        let lastDay = Moment.days(inMonth: month, of: year)
        let day = try reader.number(digits: 2, from: 1, to: lastDay, "a day of that month was expected")
        try reader.skipSeparator()
        let hour = try reader.number(digits: 2, from: 0, to: 23, "an hour from 00 to 23 was expected")
        try reader.skip(0x3A, "a colon was expected")
        let minute = try reader.number(digits: 2, from: 0, to: 59, "a minute from 00 to 59 was expected")
        try reader.skip(0x3A, "a colon was expected")
        let second = try reader.number(digits: 2, from: 0, to: 60, "a second from 00 to 60 was expected")
        microseconds = Int32(truncatingIfNeeded: try reader.fraction())
        let offset = try reader.offset()
        try reader.end()
        hasOffset = offset != nil
        offsetMinutes = Int32(truncatingIfNeeded: offset ?? 0)
        let timeOfDay = hour &* 3600 &+ minute &* 60 &+ second &- (offset ?? 0) &* 60
        seconds = Int64(Moment.daysSince1970(year, month, day) &* 86_400 &+ timeOfDay)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    /// Days of the proleptic Gregorian calendar, counted in years that begin in March, when the leap day is the last.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month > 2 ? year : year &- 1
        let marchMonth = month > 2 ? month &- 3 : month &+ 9
        let dayOfYear = (153 &* marchMonth &+ 2) / 5 &+ day &- 1
        let leapDays = marchYear / 4 &- marchYear / 100 &+ marchYear / 400
        return marchYear &* 365 &+ leapDays &+ dayOfYear &- 719_468
    }
}
