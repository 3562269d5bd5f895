import CCurl
import SkyDocument
import SkyProtocol

/// How messages begin, end and are tried again.
extension Batch {
    /// Begin what may begin now: next tries that are due, then messages that wait.
    func beginDue() {
        if restingCount > 0 { beginRested() }
        while let message = queue.first() {
            noteStart()
            guard let index = freeSlot() else {
                // Those under way will make room; if there is none at all, libcurl could not be started.
                guard slots.isEmpty else { return }
                end(SendReport(SendFailure.outOfMemory), tag: message.tag)
                queue.removeFirst()
                continue
            }
            let now = Clock.milliseconds()
            slots[index].tag = message.tag
            slots[index].tries = Tries(client.settings, now: now, noLaterThan: deadline)
            if client.write(message, to: slots[index].transfer) {
                begin(index)
            } else {
                end(SendReport(SendFailure.outOfMemory), tag: message.tag)
                freeSlots.append(index)
            }
            queue.removeFirst()
        }
    }

    /// Take the transfers that have ended out, and judge them.
    func harvest() {
        while let (transfer, code) = loop.nextEnded() {
            loop.remove(transfer)
            finish(transfer.place, transfer.end(code))
        }
    }

    /// End what may be ended: tries to come, and transfers whose request was not handed over. If the client was cancelled
    /// all transfers end; if the batch was stopped, those that were handed over are waited for.
    func interrupt() {
        for index in slots.indices {
            switch slots[index].state {
            case .free: continue
            case .resting:
                restingCount &-= 1
                release(index, OutcomeJudge.cancelled(), retryAfter: 0)
            case .running:
                let transfer = slots[index].transfer
                guard loop.isCancelled || !transfer.wasHandedOver else { continue }
                loop.remove(transfer)
                finish(index, transfer.end(CURLE_ABORTED_BY_CALLBACK, isCancelled: true))
            }
        }
    }

    /// How long nothing needs to begin, in milliseconds; libcurl shortens the wait to what it needs itself.
    func millisecondsToNextBeginning() -> Int {
        var wait = 1000
        let now = Clock.nanoseconds()
        if restingCount > 0 {
            for slot in slots {
                guard case .resting(let until) = slot.state else { continue }
                wait = min(wait, max(0, until &- now &+ 999_999) / 1_000_000)
            }
        }
        if let deadline, queue.count > 0 { wait = min(wait, max(0, deadline &- Clock.milliseconds())) }
        return wait
    }

    private func beginRested() {
        let now = Clock.nanoseconds()
        for index in slots.indices {
            guard case .resting(let until) = slots[index].state, until <= now else { continue }
            restingCount &-= 1
            begin(index)
        }
    }

    private func begin(_ index: Int) {
        slots[index].tries.begin()
        slots[index].state = .running
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
        let report = OutcomeJudge.judge(exchange, answer: transfer.answer.bytes)
        client.log(transfer, report, slots[index].tries)
        let isUsable = exchange.isComplete || transfer.renew(client.settings, memory)
        let pause = slots[index].tries.pause(after: report)
        let now = Clock.milliseconds()
        guard let pause, isUsable, !isEnding, slots[index].tries.allowsAnother(after: pause, now: now) else {
            release(index, report, retryAfter: pause ?? 0)
            return
        }
        client.log(pause: pause, report.status, slots[index].tries)
        slots[index].state = .resting(until: Clock.nanoseconds() &+ pause &* 1_000_000)
        restingCount &+= 1
    }

    private func release(_ index: Int, _ report: consuming SendReport, retryAfter: Int) {
        end(client.finish(report, slots[index].tries, retryAfter: retryAfter), tag: slots[index].tag)
        slots[index].state = .free
        freeSlots.append(index)
    }

    /// A place for one more message; nil if there is none.
    private func freeSlot() -> Int? {
        if let index = freeSlots.popLast() { return index }
        guard slots.count < client.settings.concurrency else { return nil }
        let transfer: Transfer
        do throws(SendFailure) { transfer = try Transfer.open(client.settings, memory) } catch { return nil }
        transfer.place = slots.count
        slots.append(BatchSlot(transfer, Tries(client.settings, now: 0)))
        return transfer.place
    }
}
