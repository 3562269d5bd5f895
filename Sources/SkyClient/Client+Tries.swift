import CCurl
import CPlatform
import SkyDocument
import SkyProtocol

extension Client {
    /// Send what the connection's transfer holds, as often as it takes and is safe, and judge what comes back.
    func send(with connection: Connection, from shelf: ConnectionShelf) -> SendReport {
        var tries = Tries(settings, now: Clock.milliseconds())
        var isUsable = true
        while true {
            guard connection.loop.rest(untilNanoseconds: 0) else {
                shelf.give(back: connection, isUsable: isUsable)
                return finish(OutcomeJudge.cancelled(), tries, retryAfter: 0)
            }
            tries.begin()
            let left = max(1, tries.deadline &- Clock.milliseconds())
            let exchange = connection.perform(settings, timeout: left)
            let report = OutcomeJudge.judge(exchange, answer: connection.transfer.answer.bytes)
            log(connection.transfer, report, tries)
            isUsable = connection.isUsable(after: exchange, settings)
            let pause = tries.pause(after: report)
            guard let pause, isUsable, tries.allowsAnother(after: pause, now: Clock.milliseconds()) else {
                shelf.give(back: connection, isUsable: isUsable)
                return finish(report, tries, retryAfter: pause ?? 0)
            }
            log(pause: pause, report.status, tries)
            _ = connection.loop.rest(untilNanoseconds: Clock.nanoseconds() &+ pause &* 1_000_000)
        }
    }

    /// The report as the caller gets it.
    func finish(_ report: consuming SendReport, _ tries: Tries, retryAfter: Int) -> SendReport {
        var finished = report
        finished.setTotals(
            tries: tries.count, elapsed: Clock.milliseconds() &- tries.start, retryAfter: retryAfter)
        logEnd(finished, tries)
        return finished
    }
}
