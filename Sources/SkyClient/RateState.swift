import CPlatform
import Synchronization

/// The words that limiters share, in memory that is common to a process and those that it forks, or to all processes that
/// have mapped one file (`RateFile`).
///
/// All words are moments by `Clock` in nanoseconds, and each of them means something for itself: a process may be killed
/// between any two instructions and nothing is left half done. 0 in all of them is a limiter that was never used.
final class RateState: @unchecked Sendable {
    /// Bytes that are mapped: a header of half of them, then the words, in a cache line of their own.
    static let size = 128
    /// Where the words begin.
    static let wordsOffset = 64

    private let start: UnsafeMutableRawPointer
    private let isFile: Bool

    /// Memory of its own for one client and the processes that are forked from it; nil if there is none left.
    static func make() -> RateState? {
        map(-1, MAP_SHARED | MAP_ANONYMOUS).map { RateState($0, isFile: false) }
    }

    /// The words in a file, which may be closed afterwards; nil if it cannot be mapped.
    static func make(of descriptor: Int32) -> RateState? {
        map(descriptor, MAP_SHARED).map { RateState($0, isFile: true) }
    }

    private init(_ start: UnsafeMutableRawPointer, isFile: Bool) {
        self.start = start
        self.isFile = isFile
    }

    deinit {
        munmap(start, RateState.size)
    }

    /// The theoretical arrival time of the next message: when it would come if all came evenly.
    var arrival: UnsafeMutablePointer<Atomic<Int>> { word(0) }
    /// Before this moment nothing begins: the provider asked for a wait.
    var hold: UnsafeMutablePointer<Atomic<Int>> { word(1) }
    /// Until this moment messages are spaced further apart than the rate says (`RatePace`).
    var slowUntil: UnsafeMutablePointer<Atomic<Int>> { word(2) }
    /// When they were last slowed down.
    var slowed: UnsafeMutablePointer<Atomic<Int>> { word(3) }

    /// Whether the words can be touched. A file that somebody truncates takes its mapped pages away, and touching one
    /// would end the process with SIGBUS; so it is asked before each use. What is left is the moment between the
    /// question and the use, some ten nanoseconds.
    var isIntact: Bool { !isFile || sky_mapping_is_intact(start, RateState.size) != 0 }

    private func word(_ index: Int) -> UnsafeMutablePointer<Atomic<Int>> {
        (start + RateState.wordsOffset + 8 &* index).assumingMemoryBound(to: Atomic<Int>.self)
    }

    private static func map(_ descriptor: Int32, _ flags: Int32) -> UnsafeMutableRawPointer? {
        guard let start = mmap(nil, size, PROT_READ | PROT_WRITE, flags, descriptor, 0) else { return nil }
        // MAP_FAILED, which Swift does not import.
        return start == UnsafeMutableRawPointer(bitPattern: -1) ? nil : start
    }
}
