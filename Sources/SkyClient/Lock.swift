import CPlatform

/// A lock between threads of one process. (Embedded Swift has no `Mutex`.)
final class Lock: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Wait until nobody has it, then have it.
    func acquire() { pthread_mutex_lock(mutex) }

    /// Let others have it.
    func release() { pthread_mutex_unlock(mutex) }
}
