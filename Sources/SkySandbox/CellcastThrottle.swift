/// How often the account has called (docs/cellcast.md, section 2).
struct CellcastThrottle {
    /// When the calls of the last second came.
    private var recentCalls: [Int] = []

    /// Count a call, unless it is one too many. A call that is refused does not count.
    ///
    /// - Parameter limit: calls in any span of a second; 0: any number.
    mutating func admit(at now: Int, limit: Int) throws(CellcastRefusal) {
        guard limit > 0 else { return }
        recentCalls.removeAll { $0 <= now - 1000 }
        guard recentCalls.count < limit else { throw .throttled }
        recentCalls.append(now)
    }
}
