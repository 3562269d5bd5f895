import CPlatform

/// Connections of one process that are not in use, behind a lock that is held for a few instructions only.
final class ConnectionShelf: @unchecked Sendable {
    /// Connections that are kept; more are closed when they come back.
    private static let capacity = 64

    /// The process that made the shelf.
    let process: pid_t

    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private var connections: [Connection] = []

    init(process: pid_t) {
        self.process = process
        lock = .allocate(capacity: 1)
        lock.initialize(to: pthread_mutex_t())
        pthread_mutex_init(lock, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// The connection that came back last: its peer is the least likely to have closed it.
    func take() -> Connection? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return connections.popLast()
    }

    /// Keep a connection, or close it if there are enough.
    func give(back connection: Connection) {
        pthread_mutex_lock(lock)
        let isKept = connections.count < ConnectionShelf.capacity
        if isKept { connections.append(connection) }
        pthread_mutex_unlock(lock)
    }
}
