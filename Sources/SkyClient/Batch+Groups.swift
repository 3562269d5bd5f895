import SkyDocument
import SkyProtocol

/// How messages of the same text travel in one call, where the provider takes many recipients and answers for each.
///
/// It changes nothing for the caller but the time: each message keeps its tag, its outcome and its result. Only
/// messages that follow each other are put together, and no number twice, because the provider would drop it.
extension Batch {
    /// Write the message that has waited longest into a slot's transfer, and with it those that can travel in its call.
    /// They leave the queue. False if memory ran out.
    func write(_ message: WaitingMessage, to index: Int) -> Bool {
        slots[index].group.removeAll(keepingCapacity: true)
        guard client.settings.credentials.groupLimit > 1, case .sms(let sms) = message.content else {
            let isWritten = client.write(message, to: slots[index].transfer)
            queue.removeFirst()
            return isWritten
        }
        // What is borrowed goes with the message.
        let from = [UInt8](sms.from)
        let text = [UInt8](sms.text)
        let transfer = slots[index].transfer
        transfer.call.beginGroup(client.settings.credentials)
        while let next = queue.first(), case .sms(let other) = next.content,
            Batch.isSame(from, other.from), Batch.isSame(text, other.text),
            transfer.call.appendToGroup(other.to, client.settings.credentials)
        {
            slots[index].group.append(next.tag)
            queue.removeFirst()
        }
        if slots[index].group.count == 1 { slots[index].group.removeAll(keepingCapacity: true) }
        return from.withUnsafeBufferPointer { from in
            text.withUnsafeBufferPointer { text in
                transfer.call.writeGroup(from: from, text: text, client.settings.credentials)
            }
        }
    }

    /// The messages of a slot end, each with what the answer says of it.
    func endGroup(_ index: Int, _ report: consuming SendReport, retryAfter: Int) {
        let slot = slots[index]
        let whole = Outcome(rawValue: report.status.rawValue) ?? .unknown
        guard let view = report.view else {
            for tag in slot.group {
                end(client.finish(Batch.copy(of: report), slot.tries, retryAfter: retryAfter), tag: tag)
            }
            return
        }
        // What went wrong with the call as a whole holds for all; else the entries decide.
        let decides = view.header.status == whole.rawValue && [.accepted, .partial, .rejected].contains(whole)
        let parts = GroupAnswer(view)
        for (place, tag) in slot.group.enumerated() {
            let outcome = decides ? parts.outcome(place, of: slot.transfer.call) : whole
            let status = SendStatus(rawValue: outcome.rawValue) ?? .unknown
            let part = SendReport(
                status, answer: parts.part(place, of: slot.transfer.call, outcome),
                failure: Batch.failure(status, in: report))
            end(client.finish(part, slot.tries, retryAfter: retryAfter), tag: tag)
        }
    }

    private static func failure(_ status: SendStatus, in report: borrowing SendReport) -> SendFailure? {
        if status == .accepted { return nil }
        if let failure = report.failure, failure.status == status { return failure }
        let words: StaticString =
            status == .unknown
            ? "unknown: the answer does not say what became of this recipient"
            : "this recipient was refused; the result has what the provider says"
        return SendFailure(status, words)
    }

    private static func copy(of report: borrowing SendReport) -> SendReport {
        SendReport(report.status, answer: nil, failure: report.failure)
    }

    private static func isSame(_ kept: [UInt8], _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        kept.withUnsafeBufferPointer { ByteScan.equal($0, other) }
    }
}
