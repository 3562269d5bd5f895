/// How many messages of a batch ended how.
struct BatchTally {
    private(set) var exitStatus: Int32 = 0
    private var counts: [String: Int] = [:]
    /// In this order they are told.
    private static let words = ["accepted", "partial", "refused", "throttled", "not sent", "cancelled", "unknown"]

    /// All that were counted.
    var done: Int { counts.values.reduce(0, +) }

    mutating func count(_ outcome: MessageOutcome) {
        counts[outcome.word, default: 0] += 1
        exitStatus = max(exitStatus, outcome.exitStatus)
    }

    /// "12 accepted, 1 refused".
    var description: String {
        let told = BatchTally.words.compactMap { word in counts[word].map { "\($0) \(word)" } }
        return told.isEmpty ? "no rows" : told.joined(separator: ", ")
    }
}
