import Foundation

/// The terminal and the clock.
enum Console {
    /// Print a line at once, also into a pipe.
    static func print(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// Milliseconds since 1970.
    static func milliseconds() -> Int {
        Int(Date().timeIntervalSince1970 * 1000)
    }
}
