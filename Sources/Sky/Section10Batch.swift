import CSky
import SkyClient
import SkyDocument
import SkyProtocol

/// Make a batch: thousands of messages over one client, many under way at the same time, on the caller's thread.
///
/// Add messages, then call sky_batch_next() until sky_batch_pending() is 0; messages may be added in between. How many
/// are under way at once, time-outs, tries and the rate are the client's. Its settings are frozen by this.
///
/// Threads: any thread; the batch belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - client: the client; it is kept until the batch is freed.
///   - batch: receives the batch, to be freed with sky_batch_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_INTERNAL.
@c public func sky_batch_new(
    _ client: UnsafeMutablePointer<sky_client>?,
    _ batch: UnsafeMutablePointer<UnsafeMutablePointer<sky_batch>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let batch else { throw Fault(SKY_E_ARGUMENT, "batch: NULL") }
        batch.pointee = nil
        guard let client else { throw Fault(SKY_E_ARGUMENT, "client: NULL") }
        do throws(SendFailure) {
            let made = try Batch.open(Unmanaged<Client>.fromOpaque(client).takeUnretainedValue())
            batch.pointee = Unmanaged.passRetained(made).toOpaque().assumingMemoryBound(to: sky_batch.self)
        } catch {
            throw Fault(error)
        }
    }
}

/// Free a batch. What is under way is dropped: of messages that were handed over nobody can say then whether they went.
///
/// Threads: the thread that has the batch. Since 0.1.0.
///
/// - Parameter batch: the batch; NULL is fine and does nothing.
@c public func sky_batch_free(_ batch: UnsafeMutablePointer<sky_batch>?) {
    if let batch { Unmanaged<Batch>.fromOpaque(batch).release() }
}

/// Set the time for the whole batch, from its first message on. By default it has none.
///
/// When it is over, messages that have not begun end with SKY_E_NOT_SENT, and those under way as when their own
/// time-out is over.
///
/// Threads: the thread that has the batch. Since 0.1.0.
///
/// - Parameters:
///   - batch: the batch.
///   - milliseconds: 1 to 2147483647; 0 for none.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK or SKY_E_ARGUMENT.
@c public func sky_batch_set_timeout_ms(
    _ batch: UnsafeMutablePointer<sky_batch>?, _ milliseconds: Int64, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    withBatch(batch, error) { (batch: Batch) throws(SendFailure) in
        try batch.set(timeout: Int(milliseconds))
    }
}

/// Add an SMS to a batch. It is checked as by sky_send_sms(); what is refused is not added. Nothing is sent yet.
///
/// Threads: the thread that has the batch. Since 0.1.0.
///
/// - Parameters:
///   - batch: the batch.
///   - to: the recipient.
///   - from: the sender; NULL for the client's default sender.
///   - text: the text, UTF-8, 1 to 65536 bytes; copied.
///   - tag: what you know the message by: sky_batch_next() gives it back.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_LIMIT, SKY_E_NUMBER, SKY_E_TEXT, SKY_E_CONFIG (made before
///   fork(), or called by the logger during sky_batch_next()) or SKY_E_INTERNAL.
@c public func sky_batch_add(
    _ batch: UnsafeMutablePointer<sky_batch>?, _ to: UnsafePointer<CChar>?, _ from: UnsafePointer<CChar>?,
    _ text: UnsafePointer<CChar>?, _ tag: UInt64, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let batch else { throw Fault(SKY_E_ARGUMENT, "batch: NULL") }
        let recipient = try Border.text(to, "to")
        let body = try Border.text(text, "text")
        do throws(SendFailure) {
            try Unmanaged<Batch>.fromOpaque(batch).takeUnretainedValue().add(
                to: recipient, from: Border.optionalText(from), text: body, tag: tag)
        } catch {
            throw Fault(error)
        }
    }
}

/// Add a request to a batch. It is checked as by sky_send(); what is refused is not added. Nothing is sent yet.
///
/// Threads: the thread that has the batch. Since 0.1.0.
///
/// - Parameters:
///   - batch: the batch.
///   - request: the request; it is not changed and not needed afterwards.
///   - tag: what you know the message by: sky_batch_next() gives it back.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_LIMIT, SKY_E_NUMBER, SKY_E_TEXT, SKY_E_CONFIG (made before
///   fork(), or called by the logger during sky_batch_next()) or SKY_E_INTERNAL.
@c public func sky_batch_add_request(
    _ batch: UnsafeMutablePointer<sky_batch>?, _ request: UnsafePointer<sky_request>?, _ tag: UInt64,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    withBatch(batch, error) { (batch: Batch) throws(SendFailure) in
        guard let request else { throw SendFailure(.argument, "request: NULL") }
        try batch.add(Unmanaged<Request>.fromOpaque(request).takeUnretainedValue(), tag: tag)
    }
}

/// Drive a batch until one message has ended, and give that message's outcome.
///
/// Messages end in any order. The library works during this call only, so call it again soon: time-outs run on. If
/// `result` receives NULL and the call returns SKY_OK, no message has ended in the time given (or until the thread's
/// interrupt ended the call, see sky_thread_set_interrupt()), or none is left; an error with a NULL result is about the
/// call (SKY_E_ARGUMENT, SKY_E_CONFIG as in sky_batch_add(), SKY_E_INTERNAL), and no message has ended.
///
/// A message's time-out begins with its first try, and anew if it goes out again because the call in which it travelled
/// with others was refused for the sake of one of them. Those that have not begun wait for the rate, and as long as a
/// provider asks for that has answered "slower", up to an hour; sky_batch_set_timeout_ms() bounds that.
///
/// Threads: the thread that has the batch. Since 0.1.0.
///
/// - Parameters:
///   - batch: the batch.
///   - timeout_ms: how long to wait, in milliseconds; 0: not at all; below 0: until a message ends.
///   - tag: receives what you know the message by; may be NULL.
///   - result: receives the result, to be freed with sky_result_free(). Every message that ended has one.
///   - error: receives the details of an outcome other than SKY_OK; may be NULL.
/// - Returns: the outcome of the message, one of those of sky_send_sms().
@c public func sky_batch_next(
    _ batch: UnsafeMutablePointer<sky_batch>?, _ timeout_ms: Int64, _ tag: UnsafeMutablePointer<UInt64>?,
    _ result: UnsafeMutablePointer<UnsafeMutablePointer<sky_result>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    result?.pointee = nil
    tag?.pointee = 0
    return Border.run(error) { () throws(Fault) in
        guard let batch else { throw Fault(SKY_E_ARGUMENT, "batch: NULL") }
        guard let result else { throw Fault(SKY_E_ARGUMENT, "result: NULL") }
        let object = Unmanaged<Batch>.fromOpaque(batch).takeUnretainedValue()
        let message: EndedMessage?
        do throws(SendFailure) { message = try object.next(timeout: Int(timeout_ms)) } catch { throw Fault(error) }
        guard let message else { return }
        tag?.pointee = message.tag
        result.pointee = message.answer?.assumingMemoryBound(to: sky_result.self)
        if let failure = message.failure { throw Fault(failure) }
    }
}

/// How many messages of a batch were added and not yet given back by sky_batch_next().
///
/// Threads: the thread that has the batch. Since 0.1.0.
///
/// - Parameter batch: the batch; NULL gives 0.
/// - Returns: the number.
@c public func sky_batch_pending(_ batch: UnsafePointer<sky_batch>?) -> UInt {
    guard let batch else { return 0 }
    return UInt(max(0, Unmanaged<Batch>.fromOpaque(batch).takeUnretainedValue().pending))
}

/// Tell how far a batch is.
///
/// Threads: the thread that has the batch. Since 0.1.0.
///
/// - Parameters:
///   - batch: the batch.
///   - progress: receives the numbers.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK or SKY_E_ARGUMENT.
@c public func sky_batch_get_progress(
    _ batch: UnsafePointer<sky_batch>?, _ progress: UnsafeMutablePointer<sky_batch_progress>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let progress else { throw Fault(SKY_E_ARGUMENT, "progress: NULL") }
        progress.pointee = sky_batch_progress()
        guard let batch else { throw Fault(SKY_E_ARGUMENT, "batch: NULL") }
        progress.pointee = sky_batch_progress(Unmanaged<Batch>.fromOpaque(batch).takeUnretainedValue().progress)
    }
}

/// Begin no further messages of a batch. Go on calling sky_batch_next(): it says of each message whether it went.
///
/// Messages that have not begun, or whose request was not handed over to a connection, end with SKY_E_CANCELLED; those
/// that were handed over are waited for, within their time-out, so that it is known whether they went.
/// sky_client_cancel() does not wait for them.
///
/// Threads: any thread while the batch exists; not from a signal handler. Since 0.1.0.
///
/// - Parameters:
///   - batch: the batch.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK or SKY_E_ARGUMENT.
@c public func sky_batch_cancel(
    _ batch: UnsafeMutablePointer<sky_batch>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    withBatch(batch, error) { (batch: Batch) throws(SendFailure) in batch.stop() }
}

private func withBatch(
    _ batch: UnsafeMutablePointer<sky_batch>?, _ error: UnsafeMutablePointer<sky_error>?,
    _ body: (Batch) throws(SendFailure) -> Void
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let batch else { throw Fault(SKY_E_ARGUMENT, "batch: NULL") }
        do throws(SendFailure) {
            try body(Unmanaged<Batch>.fromOpaque(batch).takeUnretainedValue())
        } catch {
            throw Fault(error)
        }
    }
}

extension sky_batch_progress {
    /// Progress as C sees it.
    init(_ progress: BatchProgress) {
        self.init()
        total = UInt64(progress.total)
        waiting = UInt64(progress.waiting)
        in_flight = UInt64(progress.inFlight)
        done = UInt64(progress.done)
        accepted = UInt64(progress.accepted)
        rejected = UInt64(progress.rejected)
        unknown = UInt64(progress.unknown)
        not_sent = UInt64(progress.notSent)
        cancelled = UInt64(progress.cancelled)
        elapsed_ms = Int64(progress.elapsedMilliseconds)
        time_left_ms = Int64(progress.millisecondsLeft ?? -1)
        rate_per_second = progress.perSecond
    }
}
