import Dispatch
import Foundation

/// Handles Ctrl-C, a request to end, and a terminal that goes away, until `end` is called.
final class Interrupts {
    private let queue = DispatchQueue(label: "interrupts")
    private var sources: [any DispatchSourceSignal] = []

    /// - Parameter handle: is called for each, on a thread of its own; with whether it is the first.
    init(_ handle: @escaping @Sendable (_ isFirst: Bool) -> Void) {
        let counter = InterruptCounter()
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let before = unsafeBitCast(signal(number, SIG_IGN), to: Int.self)
            // Whoever started the program with nohup wants that signal to be ignored.
            if number == SIGHUP, before == unsafeBitCast(SIG_IGN, to: Int.self) { continue }
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { handle(counter.isFirst()) }
            source.resume()
            sources.append(source)
        }
    }

    /// Handle no more; one that is being handled is waited for.
    func end() {
        for source in sources { source.cancel() }
        queue.sync {}
    }
}
