import SkyProtocol

/// Moments as the provider writes and reads them.
enum SandboxTime {
    /// Milliseconds since 1970 for a moment in any documented form; nil for what is none.
    static func milliseconds(_ text: String) -> Int? {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            do throws(Moment.Fault) { return Int(try Moment(bytes).seconds) * 1000 } catch { return nil }
        }
    }

    /// `2031-03-04T05:06:07+00:00` for milliseconds since 1970 (docs/skycore.md, section 3.4).
    static func text(_ milliseconds: Int) -> String {
        let seconds = milliseconds / 1000
        let (year, month, day) = date(daysSince1970: seconds / 86_400)
        let time = seconds % 86_400
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
            + "\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))+00:00"
    }

    /// The civil date, by counting in eras of 400 years that begin in March, when the leap day is the last.
    private static func date(daysSince1970 days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func padded(_ number: Int, _ width: Int) -> String { Sandbox.padded("\(number)", width) }
}

extension SandboxTime {
    /// `2031-03-04 05:06:07` for milliseconds since 1970, in UTC (docs/cellcast.md, section 8, which names no zone).
    static func plain(_ milliseconds: Int) -> String {
        let text = Array(text(milliseconds).utf8.prefix(19))
        return String(decoding: text.map { $0 == 0x54 ? 0x20 : $0 }, as: Unicode.UTF8.self)
    }

    /// `2031-03-04T05:06:07.008Z` for milliseconds since 1970.
    static func precise(_ milliseconds: Int) -> String {
        let fraction = "\(milliseconds % 1000 + 1000)".utf8.dropFirst()
        return String(decoding: text(milliseconds).utf8.prefix(19), as: Unicode.UTF8.self) + "."
            + String(decoding: fraction, as: Unicode.UTF8.self) + "Z"
    }
}
