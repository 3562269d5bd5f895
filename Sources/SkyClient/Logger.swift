import CPlatform

/// Whom a client tells what happens, on the thread that makes the call.
package struct Logger {
    /// The least important level that is told.
    let level: LogEvent.Level
    private let tell: (borrowing LogEvent) -> Void

    /// A logger that hands events over to `tell`.
    package init(_ level: LogEvent.Level, _ tell: @escaping (borrowing LogEvent) -> Void) {
        self.level = level
        self.tell = tell
    }

    /// Whether events of this level are told.
    func wants(_ level: LogEvent.Level) -> Bool { level.rawValue <= self.level.rawValue }

    /// Tell an event if its level is wanted.
    func log(_ event: LogEvent) {
        guard wants(event.level) else { return }
        // A signal that is waiting for its handler gets it here: a logger could not end the call for it. What is
        // answered is asked again at the next wait.
        _ = sky_thread_question_ask()
        tell(event)
    }
}
