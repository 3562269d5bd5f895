import CPlatform
import Synchronization

/// The connections of a client that are not in use, shared by its threads.
///
/// **Fork.** A child must send nothing on connections that it inherited, not even a good-bye, and it may have been
/// forked while another thread held the lock. So the shelf remembers whose process it is; a child that comes with
/// another process id leaves the inherited shelf untouched for ever and makes one of its own.
final class ConnectionPool: Sendable {
    /// The address of the shelf, which the pool has retained; 0 before the first send.
    private let address = Atomic<UInt>(0)

    init() {}

    deinit {
        guard let shelf = ConnectionPool.shelf(at: address.load(ordering: .acquiring)) else { return }
        if shelf.takeUnretainedValue().process == getpid() { shelf.release() }
    }

    /// This process's shelf. What is taken from it is given back to it.
    func ownShelf() -> ConnectionShelf {
        let process = getpid()
        while true {
            let kept = address.load(ordering: .acquiring)
            if let shelf = ConnectionPool.shelf(at: kept)?.takeUnretainedValue(), shelf.process == process {
                return shelf
            }
            let made = Unmanaged.passRetained(ConnectionShelf(process: process))
            let exchange = address.compareExchange(
                expected: kept, desired: UInt(bitPattern: made.toOpaque()), ordering: .acquiringAndReleasing)
            if exchange.exchanged { return made.takeUnretainedValue() }
            made.release()
        }
    }

    private static func shelf(at address: UInt) -> Unmanaged<ConnectionShelf>? {
        UnsafeRawPointer(bitPattern: address).map { Unmanaged.fromOpaque($0) }
    }
}
