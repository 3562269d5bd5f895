import CPlatform
import Synchronization

/// The words that limiters share: those of a process, of a process and those that it forks, or of all processes that
/// have mapped one file (`RateFile`).
///
/// All words are moments by `Clock` in nanoseconds, and each of them means something for itself: a process may be
/// killed between any two instructions and nothing is left half done. 0 in all of them is a limiter that was never
/// used.
final class RateState: @unchecked Sendable {
    /// Bytes that are mapped: a header of half of them, then the words, in a cache line of their own.
    static let size = 128
    /// Where the words begin.
    static let wordsOffset = 64

    /// How often it is looked whether the path still leads to the file that is mapped, in nanoseconds.
    private static let lookInterval = 1_000_000_000

    /// Whether other processes see the words as well.
    let isMapped: Bool

    private let start: UnsafeMutableRawPointer
    /// The path with a NUL at its end; nil for memory of its own.
    private let path: [UInt8]?
    private let device = Atomic(0)
    private let inode = Atomic(0)
    private let lastLook = Atomic(0)

    /// Memory for one client and this process; nil if there is none left. A client without a rate needs no more, and a
    /// mapping costs some 10 us: as much as a quarter of a send, for those that make a client for each message.
    static func makePrivate() -> RateState? {
        guard let start = calloc(1, RateState.size) else { return nil }
        return RateState(start, path: nil, isMapped: false)
    }

    /// Memory for one client and the processes that are forked from this one; nil if there is none left.
    static func makeShared() -> RateState? {
        map(-1, MAP_SHARED | MAP_ANONYMOUS, at: nil).map { RateState($0, path: nil, isMapped: true) }
    }

    /// The words in a file, which may be closed afterwards; nil if it cannot be mapped.
    static func make(of descriptor: Int32, path: [UInt8]) -> RateState? {
        guard let start = map(descriptor, MAP_SHARED, at: nil) else { return nil }
        let state = RateState(start, path: path, isMapped: true)
        state.remember(descriptor)
        return state
    }

    private init(_ start: UnsafeMutableRawPointer, path: [UInt8]?, isMapped: Bool) {
        self.start = start
        self.path = path
        self.isMapped = isMapped
    }

    deinit {
        if isMapped { munmap(start, RateState.size) } else { free(start) }
    }

    /// The theoretical arrival time of the next message: when it would come if all came evenly.
    var arrival: UnsafeMutablePointer<Atomic<Int>> { word(0) }
    /// Before this moment nothing begins: the provider asked for a wait.
    var hold: UnsafeMutablePointer<Atomic<Int>> { word(1) }
    /// Until this moment messages are spaced further apart than the rate says (`RatePace`).
    var slowUntil: UnsafeMutablePointer<Atomic<Int>> { word(2) }
    /// When they were last slowed down.
    var slowed: UnsafeMutablePointer<Atomic<Int>> { word(3) }

    // MARK: - What becomes of the file

    /// Whether the words can be touched. A file that somebody truncates takes its mapped pages away, and touching one
    /// would end the process with SIGBUS; so it is asked before each use. What is left is the moment between the
    /// question and the use, some ten nanoseconds.
    var isIntact: Bool { path == nil || sky_mapping_is_intact(start, RateState.size) != 0 }

    /// Whether the words can be touched, after having done what can be done for it: a file that was truncated is begun
    /// anew, and once a second it is looked whether the path leads to another file meanwhile.
    ///
    /// - Parameter now: the time by `Clock`, in nanoseconds.
    func isUsable(now: Int) -> Bool {
        guard let path else { return true }
        let last = lastLook.load(ordering: .relaxed)
        if now < last || now &- last >= RateState.lookInterval,
            lastLook.compareExchange(expected: last, desired: now, ordering: .relaxed).exchanged, isReplaced(path)
        {
            renew(path)
        }
        if isIntact { return true }
        renew(path)
        return isIntact
    }

    private func isReplaced(_ path: [UInt8]) -> Bool {
        var facts = stat()
        let isThere = path.withUnsafeBytes { bytes in
            guard let name = bytes.bindMemory(to: CChar.self).baseAddress else { return false }
            return lstat(name, &facts) == 0
        }
        guard isThere else { return false }
        return Int(truncatingIfNeeded: facts.st_dev) != device.load(ordering: .relaxed)
            || Int(truncatingIfNeeded: facts.st_ino) != inode.load(ordering: .relaxed)
    }

    /// Map what the path leads to now, in place of what was mapped, which is kept if that cannot be done. A file that
    /// was deleted is not made again, but followed once another process has made it: here the path may lead elsewhere,
    /// if the process has a root folder of its own by now.
    private func renew(_ path: [UInt8]) {
        // A folder to start from may have changed since the path was given.
        guard path.first == 0x2F else { return }
        guard let descriptor = try? RateFile.ready(path, mayMake: false) else { return }
        defer { close(descriptor) }
        let isKept = isIntact
        let arrival = isKept ? self.arrival.pointee.load(ordering: .relaxed) : 0
        let hold = isKept ? self.hold.pointee.load(ordering: .relaxed) : 0
        let slowUntil = isKept ? self.slowUntil.pointee.load(ordering: .relaxed) : 0
        guard RateState.map(descriptor, MAP_SHARED | MAP_FIXED, at: start) != nil else { return }
        remember(descriptor)
        // What was taken stays taken. (A thread that comes in between takes a slot too early, no more.)
        _ = self.arrival.pointee.compareExchange(expected: 0, desired: arrival, ordering: .relaxed)
        _ = self.hold.pointee.compareExchange(expected: 0, desired: hold, ordering: .relaxed)
        _ = self.slowUntil.pointee.compareExchange(expected: 0, desired: slowUntil, ordering: .relaxed)
    }

    private func remember(_ descriptor: Int32) {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { return }
        device.store(Int(truncatingIfNeeded: facts.st_dev), ordering: .relaxed)
        inode.store(Int(truncatingIfNeeded: facts.st_ino), ordering: .relaxed)
    }

    // MARK: - Memory

    private func word(_ index: Int) -> UnsafeMutablePointer<Atomic<Int>> {
        (start + RateState.wordsOffset + 8 &* index).assumingMemoryBound(to: Atomic<Int>.self)
    }

    private static func map(
        _ descriptor: Int32, _ flags: Int32, at place: UnsafeMutableRawPointer?
    ) -> UnsafeMutableRawPointer? {
        guard let start = mmap(place, size, PROT_READ | PROT_WRITE, flags, descriptor, 0) else { return nil }
        // MAP_FAILED, which Swift does not import.
        return start == UnsafeMutableRawPointer(bitPattern: -1) ? nil : start
    }
}
