import CPlatform

/// Keeps `fork` in other threads waiting while libcurl is at work.
///
/// A child has none of its parent's other threads, but every lock that they held. libcurl and OpenSSL have some that
/// the child needs for its own first connection, and would wait for for ever. Measured: of programs that fork while
/// four threads make their first TLS connections, one in four had a child that hung.
enum ForkGuard {
    /// Do something with libcurl that neither waits nor calls the host.
    @inline(__always)
    static func whileWorking<Value>(_ work: () -> Value) -> Value {
        sky_fork_guard_enter()
        defer { sky_fork_guard_leave() }
        return work()
    }
}
