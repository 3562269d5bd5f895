import CPlatform
import SkyDocument
import SkyNumbers
import SkyProtocol
import Synchronization

/// Many messages over one client, on the caller's thread: whoever calls `next` drives them.
///
/// Used by one thread at a time, except for `stop`. Everything it holds belongs to the process that made it.
package final class Batch {
    let client: Client
    let loop: TransferLoop
    var queue = MessageQueue()
    var slots: [BatchSlot] = []
    var freeSlots: [Int] = []
    /// Slots whose messages wait for their next try.
    var restingCount = 0
    /// Calls of which the last ones were refused, without one in between that was not: then it is no single recipient's
    /// fault that they are, and they are not taken apart any more.
    var refusedInARow = 0
    /// So many at most are tried to be taken apart.
    static let mostRefusedInARow = 100
    /// Before when the rate lets nothing begin; Int.max if the rate is not what holds messages up.
    var nextTurn = Int.max
    /// A slot of the rate that was taken and has not come yet.
    var heldSlot: RateSlot?
    private var ended: [EndedMessage] = []
    private var endedTaken = 0

    private let process = sky_process_stamp()
    private let shelf: ConnectionShelf
    private let isStopped = Atomic(false)
    private var counts = BatchProgress()
    /// Whether `next` is running: the logger, whom it calls, must not change what it is working on.
    private var isAtWork = false
    private var timeout = 0
    /// When the first message began, by `Clock`, in milliseconds.
    private var start: Int?

    /// A batch with no messages. The client's settings are frozen by it.
    ///
    /// - Throws: `.failed` if libcurl could not be started.
    package static func open(_ client: Client) throws(SendFailure) -> Batch {
        client.beginUse()
        let loop = try TransferLoop.open(connections: client.settings.concurrency)
        let batch = Batch(client, loop, client.shelf())
        batch.shelf.enlist(loop, for: client)
        return batch
    }

    private init(_ client: Client, _ loop: TransferLoop, _ shelf: ConnectionShelf) {
        self.client = client
        self.loop = loop
        self.shelf = shelf
    }

    deinit {
        guard process == sky_process_stamp() else {
            // A child sends nothing on its parent's connections, not even a good-bye: they are left as they are.
            _ = Unmanaged.passRetained(loop)
            for slot in slots { _ = Unmanaged.passRetained(slot.transfer) }
            return
        }
        shelf.dismiss(loop)
        if let heldSlot { client.settings.rateLimiter.giveBack(heldSlot) }
        for slot in slots {
            if case .running = slot.state { loop.remove(slot.transfer) }
        }
        while let message = takeEnded() { free(message.answer) }
    }

    // MARK: - Before

    /// Set the time for the whole batch from its first message on, in milliseconds; 0 for no end.
    package func set(timeout milliseconds: Int) throws(SendFailure) {
        guard milliseconds >= 0, milliseconds <= Int(Int32.max) else {
            throw SendFailure(.argument, "timeout_ms: not from 0 to 2147483647")
        }
        timeout = milliseconds
    }

    /// Add an SMS. Everything is checked as in `Client.sendSMS`.
    package func add(
        to: UnsafeBufferPointer<UInt8>, from: UnsafeBufferPointer<UInt8>?, text: UnsafeBufferPointer<UInt8>,
        tag: UInt64
    ) throws(SendFailure) {
        try checkUse()
        let (recipient, sender) = try client.checked(to: to, from: from, text: text)
        let isKept = recipient.withBytes { digits in
            sender.withBytes { sender in
                queue.append(WaitingMessage(.sms(SMS(to: digits, from: sender, text: text)), tag: tag))
            }
        }
        guard isKept else { throw SendFailure.outOfMemory }
        counts.total &+= 1
    }

    /// Add a request. Everything is checked as in `Client.send`; the request is not needed any longer afterwards.
    package func add(_ request: Request, tag: UInt64) throws(SendFailure) {
        try checkUse()
        var call = Call()
        try client.write(request, to: &call)
        var packed = ByteBuffer()
        call.pack(into: &packed)
        guard !packed.hasFailed, queue.append(WaitingMessage(.written(packed.bytes), tag: tag)) else {
            throw SendFailure.outOfMemory
        }
        counts.total &+= 1
    }

    // MARK: - At work

    /// Messages that were added and not yet given back.
    package var pending: Int { counts.total &- counts.done &+ ended.count &- endedTaken }

    /// Drive the transfers until a message has ended, and give it.
    ///
    /// - Parameter timeout: how long to wait for one, in milliseconds; below 0: as long as it takes.
    /// - Returns: nil if none has ended in that time, or if none is left.
    package func next(timeout: Int) throws(SendFailure) -> EndedMessage? {
        try checkUse()
        isAtWork = true
        defer { isAtWork = false }
        let until = timeout < 0 ? Int.max : Clock.milliseconds() &+ min(timeout, Int(Int32.max))
        while true {
            if let message = takeEnded() { return message }
            guard counts.done < counts.total else { return nil }
            if isEnding {
                // Those that are under way are not left waiting while the caller is given the others, one by one.
                if loop.isCancelled || isStopped.load(ordering: .acquiring) { interrupt() }
                guard loop.advance() else { throw Batch.lost }
                harvest()
                if let message = takeEnded() ?? takeUnbegun() { return message }
            }
            beginDue()
            guard loop.advance() else { throw Batch.lost }
            harvest()
            guard endedTaken == ended.count else { continue }
            let left = until &- Clock.milliseconds()
            if left <= 0 { return nil }
            guard loop.wait(milliseconds: min(left, millisecondsToNextBeginning())) else { return nil }
        }
    }

    /// Begin no further messages; those that were handed over are waited for. May be called by any thread.
    package func stop() {
        isStopped.store(true, ordering: .releasing)
        loop.wake()
    }

    /// How far it is.
    package var progress: BatchProgress {
        var progress = counts
        progress.waiting = queue.count
        for slot in slots { progress.inFlight &+= slot.messageCount }
        progress.elapsedMilliseconds = start.map { Clock.milliseconds() &- $0 } ?? 0
        return progress
    }

    // MARK: - What the extension needs

    /// What transfers learn from each other.
    var memory: SharedMemory? { shelf.memory }

    /// When the whole batch must have ended; nil if it need not.
    var deadline: Int? { start.flatMap { timeout > 0 ? $0 &+ timeout : nil } }

    /// Whether no further message or try may begin.
    var isEnding: Bool {
        if loop.isCancelled || isStopped.load(ordering: .acquiring) { return true }
        return deadline.map { Clock.milliseconds() &+ leastTime >= $0 } ?? false
    }

    /// A message that has less time than this left is not begun, in milliseconds: it would hardly get its answer, and
    /// then nobody could say whether it went.
    private var leastTime: Int { min(50, timeout / 10) }

    /// The first message begins.
    func noteStart() {
        if start == nil { start = Clock.milliseconds() }
    }

    /// A message has ended.
    func end(_ report: consuming SendReport, tag: UInt64) {
        let message = EndedMessage(report, tag: tag)
        counts.count(message.status)
        ended.append(message)
    }

    private func takeEnded() -> EndedMessage? {
        guard endedTaken < ended.count else { return nil }
        let message = ended[endedTaken]
        endedTaken &+= 1
        if endedTaken == ended.count {
            ended.removeAll(keepingCapacity: true)
            endedTaken = 0
        }
        return message
    }

    /// A message that will not begin any more because the batch was ended or its time is over.
    private func takeUnbegun() -> EndedMessage? {
        guard isEnding, let message = queue.first() else { return nil }
        let isCancelled = loop.isCancelled || isStopped.load(ordering: .acquiring)
        let report =
            isCancelled
            ? OutcomeJudge.cancelled(client.settings.provider) : OutcomeJudge.tooLate(client.settings.provider)
        end(client.finish(report, Tries(client.settings, now: Clock.milliseconds()), retryAfter: 0), tag: message.tag)
        queue.removeFirst()
        return takeEnded()
    }

    private static var lost: SendFailure { SendFailure(.failed, "libcurl failed; the batch can go no further") }

    /// A batch is used neither by the logger that it is calling nor by a child of the process that made it.
    private func checkUse() throws(SendFailure) {
        guard !isAtWork else {
            throw SendFailure(.config, "batch: in use by sky_batch_next(), which is calling the logger")
        }
        guard process == sky_process_stamp() else {
            throw SendFailure(.config, "batch: made before fork(); make one in this process")
        }
    }
}
