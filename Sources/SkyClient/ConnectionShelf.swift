/// Connections of one process that lead to the same place in the same way, behind a lock that is held for a few
/// instructions only.
final class ConnectionShelf: @unchecked Sendable {
    /// Connections that are kept; more are closed when they come back.
    private static let capacity = 64
    /// Connections that are kept for a client to come when the last one has gone.
    private static let capacityWithoutUsers = 4

    /// The process that made the shelf.
    let process: UInt64
    /// What makes connections interchangeable (`ClientSettings.profile`).
    let profile: [UInt8]
    /// What its transfers learn from each other.
    let memory: SharedMemory?
    /// Clients that use it; guarded by the pool's lock.
    var users = 0

    private let lock = Lock()
    private var idle: [Connection] = []
    private var working: [TransferLoop] = []

    init(process: UInt64, profile: [UInt8]) {
        self.process = process
        self.profile = profile
        memory = SharedMemory.make()
    }

    /// The connection that came back last, as its peer is the least likely to have closed it; or a new one.
    func take(for client: Client) throws(SendFailure) -> Connection {
        lock.acquire()
        let kept = idle.popLast()
        lock.release()
        let connection: Connection
        if let kept { connection = kept } else { connection = try Connection.open(client.settings, memory) }
        enlist(connection.loop, for: client)
        return connection
    }

    /// Keep a connection, or close it if there are enough or it is of no more use.
    func give(back connection: Connection, isUsable: Bool) {
        lock.acquire()
        strike(connection.loop)
        let isKept = isUsable && idle.count < ConnectionShelf.capacity
        if isKept { idle.append(connection) }
        lock.release()
    }

    /// A loop begins to work for a client.
    func enlist(_ loop: TransferLoop, for client: Client) {
        loop.work(for: client.identity)
        lock.acquire()
        working.append(loop)
        lock.release()
    }

    /// A loop works no longer.
    func dismiss(_ loop: TransferLoop) {
        lock.acquire()
        strike(loop)
        lock.release()
    }

    /// End what is being done for a client.
    func cancelWork(of client: Client) {
        lock.acquire()
        for loop in working where loop.owner == client.identity { loop.cancel() }
        lock.release()
    }

    /// Close connections that are not in use.
    func closeIdle(keeping count: Int = 0) {
        lock.acquire()
        var closing: [Connection] = []
        while idle.count > count, let connection = idle.popLast() { closing.append(connection) }
        lock.release()
        // They close here, outside the lock.
        closing.removeAll()
    }

    /// Close what a client to come will hardly need.
    func trim() {
        closeIdle(keeping: ConnectionShelf.capacityWithoutUsers)
    }

    private func strike(_ loop: TransferLoop) {
        guard let index = working.lastIndex(where: { $0 === loop }) else { return }
        working.swapAt(index, working.count &- 1)
        working.removeLast()
    }
}
