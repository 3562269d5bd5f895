import SkyDocument
import SkyProtocol

extension Client {
    /// Send what the connection's transfer holds, as often as it takes and is safe, and judge what comes back.
    func send(with connection: Connection, from shelf: ConnectionShelf) -> SendReport {
        var tries = Tries(settings, now: Clock.milliseconds())
        var last: SendReport?
        var isUsable = true
        while true {
            let slot: RateSlot
            switch waitForTurn(connection.loop, tries) {
            case .begin(let taken): slot = taken
            case .end(let report, let retryAfter):
                shelf.give(back: connection, isUsable: isUsable)
                // What the provider answered to an earlier try says more than that the rate leaves no room for another.
                if report.status == .throttled, let earlier = last.take() {
                    return finish(earlier, tries, retryAfter: retryAfter)
                }
                return finish(report, tries, retryAfter: retryAfter)
            }
            tries.begin()
            let left = max(1, tries.deadline &- Clock.milliseconds())
            let exchange = connection.perform(settings, timeout: left)
            let report = OutcomeJudge.judge(exchange, connection.transfer, settings.credentials)
            log(connection.transfer, report, tries)
            slowDown(after: report, slot)
            isUsable = connection.isUsable(after: exchange, settings)
            let pause = tries.pause(after: report)
            let mayWait = report.status != .throttled || settings.rateLimiter.mode == .wait
            guard let pause, isUsable, mayWait, tries.allowsAnother(after: pause, now: Clock.milliseconds()) else {
                shelf.give(back: connection, isUsable: isUsable)
                let wait = Tries.wait(after: report, pause: pause)
                return finish(report, tries, retryAfter: wait)
            }
            log(pause: pause, report.status, tries)
            last = consume report
            _ = connection.loop.rest(untilNanoseconds: Clock.nanoseconds() &+ pause &* 1_000_000)
        }
    }

    /// Take in what a report says of the rate.
    func slowDown(after report: borrowing SendReport, _ slot: RateSlot) {
        guard report.status == .throttled,
            settings.provider.isAboutRate(throttledWith: report.failure?.details?.providerCode)
        else { return }
        settings.rateLimiter.slowDown(
            slot, wait: report.providerWait &* 1_000_000, now: Clock.nanoseconds())
    }

    /// The report as the caller gets it.
    func finish(_ report: consuming SendReport, _ tries: Tries, retryAfter: Int) -> SendReport {
        var finished = report
        finished.setTotals(
            tries: tries.count, elapsed: Clock.milliseconds() &- tries.start, retryAfter: retryAfter)
        logEnd(finished, tries)
        return finished
    }

    /// What becomes of a message whose turn it is not yet.
    private enum Turn: ~Copyable {
        /// It begins now.
        case begin(RateSlot)
        /// It ends so; the wait in milliseconds after which there may be room is beside it.
        case end(SendReport, Int)
    }

    /// Wait until the rate leaves room for a message, if that is before its deadline.
    private func waitForTurn(_ loop: TransferLoop, _ tries: Tries) -> Turn {
        while true {
            if loop.isCancelled { return .end(OutcomeJudge.cancelled(settings.provider), 0) }
            let now = Clock.nanoseconds()
            switch settings.rateLimiter.reserve(now: now, patience: tries.deadline &* 1_000_000 &- now) {
            case .failed(let failure): return .end(SendReport(failure), 0)
            case .refused(let wait):
                return .end(OutcomeJudge.tooEarly(settings.provider), (wait &+ 999_999) / 1_000_000)
            case .granted(let slot):
                guard slot.due > now else { return .begin(slot) }
                log(pause: (slot.due &- now) / 1_000_000, .throttled, tries, "waits for its turn in the rate")
                guard loop.rest(untilNanoseconds: slot.due) else {
                    settings.rateLimiter.giveBack(slot)
                    return .end(OutcomeJudge.cancelled(settings.provider), 0)
                }
                // Meanwhile the provider may have asked all to wait.
                if settings.rateLimiter.isValid(slot, now: Clock.nanoseconds()) { return .begin(slot) }
            }
        }
    }
}
