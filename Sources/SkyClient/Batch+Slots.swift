import CCurl
import SkyDocument
import SkyProtocol

/// How messages begin, end and are tried again.
extension Batch {
    /// Begin what may begin now: next tries that are due, then messages that wait.
    func beginDue() {
        nextTurn = Int.max
        if restingCount > 0 { beginRested() }
        while queue.count > 0, hasFreeSlot, nextTurn == Int.max {
            noteStart()
            switch turn() {
            case .now(let slot): beginFirst(slot)
            case .later(let moment): nextTurn = moment
            case .never(let failure): endFirst(failure)
            }
        }
    }

    /// Take the transfers that have ended out, and judge them.
    func harvest() {
        while let (transfer, code) = loop.nextEnded() {
            let exchange = transfer.end(code)
            loop.remove(transfer)
            if let place = transfer.place { finish(place, exchange) }
        }
    }

    /// End what may be ended: tries to come, and transfers whose request was not handed over. If the client was
    /// cancelled all transfers end; if the batch was stopped, those that were handed over are waited for.
    func interrupt() {
        for index in slots.indices {
            switch slots[index].state {
            case .free: continue
            case .resting:
                restingCount &-= 1
                release(index, OutcomeJudge.cancelled(client.settings.provider), retryAfter: 0)
            case .running:
                let transfer = slots[index].transfer
                guard loop.isCancelled || !transfer.wasHandedOver else { continue }
                let exchange = transfer.end(CURLE_ABORTED_BY_CALLBACK, isCancelled: true)
                loop.remove(transfer)
                finish(index, exchange)
            }
        }
    }

    /// How long nothing needs to begin, in milliseconds; libcurl shortens the wait to what it needs itself.
    func millisecondsToNextBeginning() -> Int {
        // Messages that came back to the queue begin at once.
        if queue.count > 0, hasFreeSlot, nextTurn == Int.max { return 0 }
        var wait = 1000
        let now = Clock.nanoseconds()
        if nextTurn != Int.max { wait = min(wait, Batch.milliseconds(from: now, to: nextTurn)) }
        if restingCount > 0 {
            for slot in slots {
                // Those whose pause is over wait for the rate, if it is that.
                guard case .resting(let until) = slot.state, until > now || nextTurn == Int.max else { continue }
                wait = min(wait, Batch.milliseconds(from: now, to: until))
            }
        }
        if let deadline, queue.count > 0 { wait = min(wait, max(0, deadline &- Clock.milliseconds())) }
        return wait
    }

    private static func milliseconds(from now: Int, to moment: Int) -> Int {
        max(0, moment &- now &+ 999_999) / 1_000_000
    }

    private func beginRested() {
        let now = Clock.nanoseconds()
        for index in slots.indices {
            guard case .resting(let until) = slots[index].state, until <= now else { continue }
            guard !isEnding, isInTime(index, now) else {
                endRested(index, wait: 0)
                continue
            }
            switch turn() {
            case .now(let slot):
                restingCount &-= 1
                begin(index, slot)
            case .later(let moment):
                nextTurn = moment
                // Its turn would come too late: that can be told now.
                if !isInTime(index, moment) { endRested(index, wait: Batch.milliseconds(from: now, to: moment)) }
            case .never(let failure):
                restingCount &-= 1
                release(index, OutcomeJudge.untried(client.settings.provider, failure), retryAfter: 0)
            }
        }
    }

    /// Whether a moment is before the deadline of a slot's message.
    private func isInTime(_ index: Int, _ moment: Int) -> Bool { moment / 1_000_000 < slots[index].tries.deadline }

    /// A message ends for which no time is left for another try: as its last one did, after which nothing can have been
    /// sent.
    private func endRested(_ index: Int, wait: Int) {
        guard let last = slots[index].last else { return }
        restingCount &-= 1
        let report = OutcomeJudge.judge(last, slots[index].transfer, client.settings.credentials)
        let retryAfter = max(wait, Tries.wait(after: report, pause: nil))
        release(index, report, retryAfter: retryAfter)
    }

    /// Ask the rate. A slot that is taken ahead is kept until its time has come, so that the batch is not overtaken by
    /// other processes again and again.
    private func turn() -> BatchTurn {
        let now = Clock.nanoseconds()
        let limiter = client.settings.rateLimiter
        if let held = heldSlot {
            guard held.due <= now else { return .later(held.due) }
            heldSlot = nil
            if limiter.isValid(held, now: now) { return .now(held) }
        }
        switch limiter.reserve(now: now, patience: RateLimiter.longestWait) {
        case .failed(let failure): return .never(failure)
        case .refused(let wait): return .later(now &+ wait)
        case .granted(let slot):
            if slot.due <= now { return .now(slot) }
            heldSlot = slot
            return .later(slot.due)
        }
    }

    /// The message that has waited longest begins.
    private func beginFirst(_ turn: RateSlot) {
        guard let message = queue.first() else { return }
        guard let index = takeSlot() else {
            // Memory is short. Those under way will make room; if there are none, there will be none.
            client.settings.rateLimiter.giveBack(turn)
            nextTurn = Clock.nanoseconds() &+ 10_000_000
            if slots.isEmpty { endFirst(SendFailure.outOfMemory) }
            return
        }
        slots[index].tag = message.tag
        slots[index].tries = Tries(client.settings, now: Clock.milliseconds(), noLaterThan: deadline)
        let isWritten = write(message, to: index)
        if isWritten { begin(index, turn) } else { release(index, SendReport(SendFailure.outOfMemory), retryAfter: 0) }
    }

    /// The message that has waited longest ends without a try.
    private func endFirst(_ failure: SendFailure) {
        guard let message = queue.first() else { return }
        let report = OutcomeJudge.untried(client.settings.provider, failure)
        end(client.finish(report, Tries(client.settings, now: Clock.milliseconds()), retryAfter: 0), tag: message.tag)
        queue.removeFirst()
    }

    private func begin(_ index: Int, _ turn: RateSlot) {
        slots[index].tries.begin()
        slots[index].state = .running
        slots[index].turn = turn
        let transfer = slots[index].transfer
        let left = max(1, slots[index].tries.deadline &- Clock.milliseconds())
        guard transfer.begin(client.settings, timeout: left), loop.add(transfer) else {
            finish(index, transfer.end(CURLE_OUT_OF_MEMORY))
            return
        }
    }

    /// A try has ended: judge it, then try again or let the message end.
    private func finish(_ index: Int, _ exchange: Exchange) {
        let transfer = slots[index].transfer
        let report = OutcomeJudge.judge(exchange, transfer, client.settings.credentials)
        client.log(transfer, report, slots[index].tries)
        if let turn = slots[index].turn { client.slowDown(after: report, turn) }
        let isUsable = exchange.isComplete || transfer.renew(client.settings, memory)
        let pause = slots[index].tries.pause(after: report)
        let now = Clock.milliseconds()
        guard let pause, isUsable, !isEnding, slots[index].tries.allowsAnother(after: pause, now: now) else {
            let wait = Tries.wait(after: report, pause: pause)
            release(index, report, retryAfter: wait)
            return
        }
        client.log(pause: pause, report.status, slots[index].tries)
        slots[index].last = exchange
        slots[index].state = .resting(until: Clock.nanoseconds() &+ pause &* 1_000_000)
        restingCount &+= 1
    }

    /// The message of a slot ends.
    private func release(_ index: Int, _ report: consuming SendReport, retryAfter: Int) {
        refusedInARow = report.status == .rejected ? refusedInARow &+ 1 : 0
        if slots[index].group.tags.isEmpty {
            end(client.finish(report, slots[index].tries, retryAfter: retryAfter), tag: slots[index].tag)
        } else {
            endGroup(index, report, retryAfter: retryAfter)
        }
        slots[index].state = .free
        freeSlots.append(index)
    }

    private var hasFreeSlot: Bool { !freeSlots.isEmpty || slots.count < client.settings.concurrency }

    /// A place for one more message; nil if there is none.
    private func takeSlot() -> Int? {
        if let index = freeSlots.popLast() { return index }
        guard slots.count < client.settings.concurrency else { return nil }
        let transfer: Transfer
        do throws(SendFailure) { transfer = try Transfer.open(client.settings, memory, place: slots.count) } catch {
            return nil
        }
        slots.append(BatchSlot(transfer, Tries(client.settings, now: 0)))
        return slots.count &- 1
    }
}
