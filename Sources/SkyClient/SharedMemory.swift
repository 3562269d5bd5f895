import CCurl

/// What the transfers of a shelf learn from each other: addresses of names, and TLS sessions to resume.
///
/// Connections are not in it: libcurl does not let threads share those.
final class SharedMemory: @unchecked Sendable {
    /// libcurl's handle.
    let handle: UnsafeMutableRawPointer

    private let lock = Lock()

    /// A memory with nothing in it; nil if libcurl cannot make one. Sending works without it.
    static func make() -> SharedMemory? {
        guard let handle = curl_share_init() else { return nil }
        let memory = SharedMemory(handle)
        let user = Unmanaged.passUnretained(memory).toOpaque()
        let code = sky_curl_share_set_up(handle, SharedMemory.acquire, SharedMemory.release, user)
        return code == CURLSHE_OK ? memory : nil
    }

    private init(_ handle: UnsafeMutableRawPointer) {
        self.handle = handle
    }

    deinit {
        ForkGuard.whileWorking { _ = curl_share_cleanup(UnsafeMutableRawPointer(handle)) }
    }

    private static let acquire: curl_lock_function = { _, _, _, user in
        guard let user else { return }
        Unmanaged<SharedMemory>.fromOpaque(user).takeUnretainedValue().lock.acquire()
    }

    private static let release: curl_unlock_function = { _, _, user in
        guard let user else { return }
        Unmanaged<SharedMemory>.fromOpaque(user).takeUnretainedValue().lock.release()
    }
}
