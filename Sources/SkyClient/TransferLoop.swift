import CCurl
import CPlatform
import Synchronization

/// Drives one transfer or many on the caller's thread; any other thread may wake it, to cancel.
///
/// It keeps the connections of its transfers, and what TLS has read of the file of trusted certificates (14 ms of CPU
/// for the usual one), so it outlives the handles that are driven with it.
final class TransferLoop: @unchecked Sendable {
    /// Seconds that a connection is kept without use. Shorter than servers usually keep theirs: one that the server
    /// closes in the moment in which it is used again makes a send unknown.
    static let maximumIdleAge = 30
    /// The same in a batch, where a connection is taken again at once, unless the rate leaves nothing to do.
    static let maximumIdleAgeInBatch = 3
    /// Seconds after which a connection is not used again, so that a change of address is noticed.
    static let maximumAge = 600

    /// Milliseconds after which whom the thread asks is asked again.
    private static let patience = 250

    private let multi: UnsafeMutableRawPointer
    private let isPipeRaised = sky_curl_version() < 0x075700
    private let cancelled = Atomic(false)
    /// Whose transfers these are: only for telling them apart when one client cancels.
    private(set) var owner = 0

    /// A loop that keeps at most so many connections.
    ///
    /// - Throws: `.failed` if libcurl could not be started.
    static func open(connections: Int) throws(SendFailure) -> TransferLoop {
        guard let multi = ForkGuard.whileWorking({ curl_multi_init() }) else {
            throw SendFailure(.failed, "libcurl could not be started")
        }
        let loop = TransferLoop(multi)
        guard sky_curl_multi_set_number(multi, CURLMOPT_MAXCONNECTS, connections) == CURLM_OK else {
            throw SendFailure(.failed, "libcurl refused a setting; version 7.80 or later is needed")
        }
        return loop
    }

    private init(_ multi: UnsafeMutableRawPointer) {
        self.multi = multi
    }

    deinit {
        guardingPipe { _ = curl_multi_cleanup(multi) }
    }

    /// Work for this client from now on; a cancellation of earlier work is forgotten.
    func work(for owner: Int) {
        self.owner = owner
        cancelled.store(false, ordering: .releasing)
    }

    /// Whether the work is to end.
    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    /// End the work soon. May be called by any thread while the loop exists.
    func cancel() {
        cancelled.store(true, ordering: .releasing)
        wake()
    }

    /// End a wait. May be called by any thread while the loop exists.
    func wake() {
        curl_multi_wakeup(multi)
    }

    /// Begin a transfer.
    func add(_ transfer: Transfer) -> Bool {
        ForkGuard.whileWorking { curl_multi_add_handle(multi, transfer.easy) == CURLM_OK }
    }

    /// Take a transfer out, ended or not.
    func remove(_ transfer: Transfer) {
        ForkGuard.whileWorking { _ = curl_multi_remove_handle(multi, transfer.easy) }
    }

    /// Do what can be done without waiting; false if libcurl failed.
    func advance() -> Bool {
        var running: Int32 = 0
        var code = CURLM_OK
        guardingPipe { code = curl_multi_perform(multi, &running) }
        return code == CURLM_OK
    }

    /// Let libcurl write. Before 7.87 it lets OpenSSL write in a way that raises SIGPIPE when the other end has gone.
    private func guardingPipe(_ body: () -> Void) {
        guard isPipeRaised else { return ForkGuard.whileWorking(body) }
        let pipe = sky_pipe_guard_begin()
        ForkGuard.whileWorking(body)
        sky_pipe_guard_end(pipe)
    }

    /// The next transfer that has ended, and how.
    func nextEnded() -> (Transfer, CURLcode)? {
        var code = CURLE_OK
        guard let easy = sky_curl_multi_ended(multi, &code), let user = sky_curl_private(easy) else { return nil }
        return (Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue(), code)
    }

    /// Wait until something happens on a connection, somebody cancels, or the time is over.
    ///
    /// - Returns: false if whom the thread asks (`sky_thread_set_interrupt`) wants the call to end.
    func wait(milliseconds: Int) -> Bool {
        guard sky_thread_question_is_set() != 0 else {
            curl_multi_poll(multi, nil, 0, Int32(clamping: milliseconds), nil)
            return true
        }
        // A signal ends the poll, but not if it comes the moment before: so it is not a long one.
        var happened: Int32 = 0
        curl_multi_poll(multi, nil, 0, Int32(clamping: min(milliseconds, TransferLoop.patience)), &happened)
        return happened > 0 || sky_thread_question_ask() == 0
    }

    /// Wait as `wait` does; cancel the work if the thread wants the call to end.
    func waitOrCancel(milliseconds: Int) {
        if !wait(milliseconds: milliseconds) { cancelled.store(true, ordering: .releasing) }
    }

    /// Do nothing until a moment of `Clock`, or until somebody cancels; false if so.
    func rest(untilNanoseconds moment: Int) -> Bool {
        while !isCancelled {
            let left = moment &- Clock.nanoseconds()
            if left <= 0 { return true }
            waitOrCancel(milliseconds: (left &+ 999_999) / 1_000_000)
        }
        return false
    }
}
