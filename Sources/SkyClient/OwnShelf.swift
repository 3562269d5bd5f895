import CPlatform
import Synchronization

/// Where a client finds the shelf of the process that it is in.
final class OwnShelf: Sendable {
    /// The address of the shelf, which is retained; 0 before the first send.
    private let address = Atomic<UInt>(0)

    init() {}

    deinit {
        guard let shelf = OwnShelf.shelf(at: address.load(ordering: .acquiring)) else { return }
        // A parent's shelf is left as it is, for ever.
        guard shelf.takeUnretainedValue().process == sky_process_stamp() else { return }
        ConnectionPool.own().leave(shelf.takeUnretainedValue())
        shelf.release()
    }

    /// The shelf of this process for a client with this profile.
    func shelf(_ profile: @autoclosure () -> [UInt8]) -> ConnectionShelf {
        let process = sky_process_stamp()
        while true {
            let kept = address.load(ordering: .acquiring)
            if let shelf = OwnShelf.shelf(at: kept)?.takeUnretainedValue(), shelf.process == process { return shelf }
            let pool = ConnectionPool.own()
            let joined = Unmanaged.passRetained(pool.join(profile()))
            let exchange = address.compareExchange(
                expected: kept, desired: UInt(bitPattern: joined.toOpaque()), ordering: .acquiringAndReleasing)
            if exchange.exchanged { return joined.takeUnretainedValue() }
            pool.leave(joined.takeUnretainedValue())
            joined.release()
        }
    }

    /// The shelf of this process if there is one already.
    var existing: ConnectionShelf? {
        guard let shelf = OwnShelf.shelf(at: address.load(ordering: .acquiring))?.takeUnretainedValue(),
            shelf.process == sky_process_stamp()
        else { return nil }
        return shelf
    }

    private static func shelf(at address: UInt) -> Unmanaged<ConnectionShelf>? {
        UnsafeRawPointer(bitPattern: address).map { Unmanaged.fromOpaque($0) }
    }
}
