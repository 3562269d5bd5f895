import Foundation

/// The terminal and the clock.
enum Console {
    /// Print a line at once, also into a pipe. What cannot be written is lost: nothing may end the program for it while
    /// messages are under way, and its exit status tells how they ended.
    static func print(_ line: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Say what went wrong, or how things are, beside the output.
    static func complain(_ line: String) {
        show(line + "\n")
    }

    /// Write words to the terminal, or where else errors go, without a line end.
    static func show(_ words: String) {
        try? FileHandle.standardError.write(contentsOf: Data(words.utf8))
    }

    /// Live on where nobody reads what is written, and have files where they are expected: an open connection must not
    /// be taken for standard output.
    static func outliveReaders() {
        signal(SIGPIPE, SIG_IGN)
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)
        }
    }

    /// Milliseconds since 1970.
    static func milliseconds() -> Int {
        Int(Date().timeIntervalSince1970 * 1000)
    }
}
