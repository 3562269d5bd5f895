import SkyDocument
import SkyProtocol

/// How messages of the same text travel in one call, where the provider takes many recipients and answers for each.
///
/// It changes nothing for the caller but the time: each message keeps its tag, its outcome and its result. Only
/// messages that follow each other are put together, and no number twice, because the provider would drop it. If a call
/// is refused as a whole for what may be one recipient's fault, its messages go out again in two halves, and so on,
/// until those are found.
extension Batch {
    /// Write the message that has waited longest into a slot's transfer, and with it those that can travel in its call.
    /// They leave the queue. False if memory ran out.
    func write(_ message: WaitingMessage, to index: Int) -> Bool {
        slots[index].group.clear()
        guard client.settings.credentials.groupLimit > 1, case .sms(let sms) = message.content else {
            let isWritten = client.write(message, to: slots[index].transfer)
            queue.removeFirst()
            return isWritten
        }
        // What is borrowed goes with the message.
        slots[index].group.begin(from: sms.from, text: sms.text)
        let transfer = slots[index].transfer
        transfer.call.beginGroup(client.settings.credentials)
        while let next = queue.first(), case .sms(let other) = next.content,
            slots[index].group.tags.isEmpty || !next.beginsGroup,
            Batch.isSame(slots[index].group.from, other.from), Batch.isSame(slots[index].group.text, other.text),
            transfer.call.appendToGroup(other.to, client.settings.credentials)
        {
            slots[index].group.append(next.tag)
            queue.removeFirst()
        }
        let isWritten = slots[index].group.from.withUnsafeBufferPointer { from in
            slots[index].group.text.withUnsafeBufferPointer { text in
                transfer.call.writeGroup(from: from, text: text, client.settings.credentials)
            }
        }
        if slots[index].group.tags.count == 1 { slots[index].group.clear() }
        return isWritten
    }

    /// Have the messages of a slot's call, which was refused as a whole, go out again in two calls, if there is time.
    /// False if they end as the call did.
    private func sendInHalves(_ index: Int) -> Bool {
        guard !isEnding, refusedInARow < Batch.mostRefusedInARow else { return false }
        let slot = slots[index]
        let half = slot.group.tags.count / 2
        return slot.group.from.withUnsafeBufferPointer { from in
            slot.group.text.withUnsafeBufferPointer { text in
                queue.prepend(slot.group.tags.count) { place in
                    let to = slot.transfer.call.recipient(place)
                    let beginsGroup = place == 0 || place == half
                    return WaitingMessage(
                        .sms(SMS(to: to, from: from, text: text)), tag: slot.group.tags[place], beginsGroup: beginsGroup
                    )
                }
            }
        }
    }

    /// The messages of a slot end, each with what the answer says of it.
    func endGroup(_ index: Int, _ report: consuming SendReport, retryAfter: Int) {
        let slot = slots[index]
        let whole = Outcome(rawValue: report.status.rawValue) ?? .unknown
        guard let view = report.view else {
            for tag in slot.group.tags {
                end(client.finish(Batch.copy(of: report), slot.tries, retryAfter: retryAfter), tag: tag)
            }
            return
        }
        if whole == .rejected, client.settings.provider.mayRefuseForOne(view.answerCode), sendInHalves(index) { return }
        // What went wrong with the call as a whole holds for all; else the entries decide.
        let decides = view.header.status == whole.rawValue && [.accepted, .partial, .rejected].contains(whole)
        let parts = GroupAnswer(view)
        for (place, tag) in slot.group.tags.enumerated() {
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
