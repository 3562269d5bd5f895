import Foundation
import SkyNumbers

/// How many numbers were refused, and why.
struct NumberTally {
    private(set) var accepted = 0
    private var refused: [String: Int] = [:]

    mutating func accept() { accepted += 1 }

    /// Counts a reason. Lengths are not told apart: "too short for +1 (US)" is one reason, however many digits are
    /// missing.
    mutating func refuse(_ reason: String) {
        let kind = reason.split(separator: ":", maxSplits: 1).first.map(String.init) ?? reason
        refused[kind, default: 0] += 1
    }

    /// Writes the counts to standard error, the most frequent reason first.
    func report() {
        let total = refused.values.reduce(0, +)
        var lines = ["\(accepted) accepted, \(total) refused"]
        for (reason, count) in refused.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            lines.append("  \(count)  \(reason)")
        }
        FileHandle.standardError.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }
}
