import CSky
import Sky

/// An account at a provider. The command sends as any other program does: through the C interface.
final class Account {
    let client: UnsafeMutablePointer<sky_client>

    /// An account with a key.
    init(_ provider: sky_provider, key: String) throws(LibraryFailure) {
        var made: UnsafeMutablePointer<sky_client>?
        var error = sky_error()
        guard sky_client_new(provider, key, &made, &error) == SKY_OK, let made else { throw LibraryFailure(error) }
        client = made
    }

    deinit { sky_client_free(client) }

    /// Set something; throws what the library says against it.
    func set(
        _ call: (UnsafeMutablePointer<sky_client>, UnsafeMutablePointer<sky_error>) -> sky_status
    ) throws(LibraryFailure) {
        try LibraryFailure.check { call(client, $0) }
    }
}
