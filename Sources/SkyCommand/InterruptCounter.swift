import Synchronization

/// Tells the first interrupt from those after it.
final class InterruptCounter: Sendable {
    private let count = Atomic(0)

    /// Whether this is the first call.
    func isFirst() -> Bool {
        count.add(1, ordering: .relaxed).oldValue == 0
    }
}
