import CPlatform

/// All shelves of the process: a client that goes leaves its connections to the next one with the same settings, so
/// that a program that makes a client for each message (every request of php-fpm does) does not pay for TLS each time.
///
/// **Fork.** A child must send nothing on connections that it inherited, not even a good-bye, and it may have been
/// forked while another thread held a lock. So pool and shelves remember whose process they are; a child that comes
/// with another stamp leaves them untouched for ever and makes a pool of its own.
final class ConnectionPool: @unchecked Sendable {
    /// Shelves that are kept though no client uses them.
    private static let maximumWithoutUsers = 8

    private let process: UInt64
    private let lock = Lock()
    private var shelves: [ConnectionShelf] = []

    private init(process: UInt64) {
        self.process = process
    }

    /// This process's pool. It is never freed.
    static func own() -> ConnectionPool {
        let process = sky_process_stamp()
        while true {
            let kept = sky_process_slot_get()
            if let kept {
                let pool = Unmanaged<ConnectionPool>.fromOpaque(kept).takeUnretainedValue()
                if pool.process == process { return pool }
            }
            let made = Unmanaged.passRetained(ConnectionPool(process: process))
            if sky_process_slot_exchange(kept, made.toOpaque()) != 0 { return made.takeUnretainedValue() }
            made.release()
        }
    }

    /// The shelf for a profile, for a client that says `leave` when it goes.
    func join(_ profile: [UInt8]) -> ConnectionShelf {
        lock.acquire()
        defer { lock.release() }
        if let index = shelves.firstIndex(where: { $0.profile == profile }) {
            // To the end: the first is the one that nobody has wanted for the longest time.
            let shelf = shelves.remove(at: index)
            shelf.users &+= 1
            shelves.append(shelf)
            return shelf
        }
        let shelf = ConnectionShelf(process: process, profile: profile)
        shelf.users = 1
        shelves.append(shelf)
        return shelf
    }

    /// A client uses a shelf no longer.
    func leave(_ shelf: ConnectionShelf) {
        lock.acquire()
        shelf.users &-= 1
        let isUnused = shelf.users <= 0
        let dropped = isUnused ? removeSurplus() : nil
        lock.release()
        // What closes, closes outside the lock.
        if isUnused { shelf.trim() }
        dropped?.closeIdle()
    }

    /// Close all connections that are not in use.
    func closeIdle() {
        lock.acquire()
        let all = shelves
        shelves.removeAll(where: { $0.users <= 0 })
        lock.release()
        for shelf in all { shelf.closeIdle() }
    }

    private func removeSurplus() -> ConnectionShelf? {
        var unused = 0
        for shelf in shelves where shelf.users <= 0 { unused &+= 1 }
        guard unused > ConnectionPool.maximumWithoutUsers, let index = shelves.firstIndex(where: { $0.users <= 0 })
        else { return nil }
        return shelves.remove(at: index)
    }
}
