import SkyDocument
import SkyProtocol

/// How often the account has called (docs/skycore.md, section 7).
struct SandboxThrottle {
    /// When an action was called last.
    private struct LastCall {
        let action: String
        var moment: Int
    }

    /// When the calls of the last second came.
    private var recentCalls: [Int] = []
    private var lastCalls: [LastCall] = []
    private var callCount = 0

    /// Count a call, unless it is one too many: E113, E106, E120.
    mutating func admit(_ action: SkycoreAction, _ account: SandboxAccount, at now: Int) throws(SandboxRefusal) {
        if account.allowedCalls > 0, callCount >= account.allowedCalls { throw SandboxRefusal("E120") }
        if account.callsPerSecond > 0 {
            recentCalls.removeAll { $0 <= now - 1000 }
            guard recentCalls.count < account.callsPerSecond else {
                throw SandboxRefusal("E113", "Throughput limit exceeded")
            }
            recentCalls.append(now)
        }
        if account.secondsBetweenCalls > 0 { try keepDistance(action, account.secondsBetweenCalls, now) }
        callCount += 1
    }

    private mutating func keepDistance(
        _ action: SkycoreAction, _ seconds: Int, _ now: Int
    ) throws(SandboxRefusal) {
        let name = String(decoding: action.name, as: Unicode.UTF8.self)
        guard let index = lastCalls.firstIndex(where: { $0.action.isSame(as: name) }) else {
            lastCalls.append(LastCall(action: name, moment: now))
            return
        }
        guard now - lastCalls[index].moment >= seconds * 1000 else {
            throw SandboxRefusal("E106", "May be called every \(seconds) seconds")
        }
        lastCalls[index].moment = now
    }
}
