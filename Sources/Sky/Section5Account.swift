import CSky
import SkyClient

/// Add a user name and a password to what proves who the account is, beside the API key. Requests carry them as USER and
/// PASS; PASS is the MD5 of the password, and only that is kept.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - user: the user name, at most 256 bytes of UTF-8; copied.
///   - password: the password itself, at most 256 bytes.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_LIMIT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_login(
    _ client: UnsafeMutablePointer<sky_client>?, _ user: UnsafePointer<CChar>?, _ password: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        let user = try Border.text(user, "user")
        let password = try Border.text(password, "password")
        do throws(SendFailure) { try settings.set(user: user, password: password) } catch { throw Fault(error) }
    }
}

/// Replace the addresses from which the provider sends postbacks, for sky_client_postback_source_is_known(). The default
/// are those that the provider has published.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - addresses: IPv4 addresses with commas or blanks between, each with an optional prefix length
///     ("192.0.2.1, 198.51.100.0/24"), 64 at most; copied. NULL for the published ones again.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT with the offset, SKY_E_LIMIT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_postback_sources(
    _ client: UnsafeMutablePointer<sky_client>?, _ addresses: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        do throws(SendFailure) {
            try settings.set(postbackSources: Border.optionalText(addresses))
        } catch {
            throw Fault(error)
        }
    }
}

/// Tell whether a request came from an address that the client takes for the provider's; see
/// sky_client_set_postback_sources(). Postbacks are not signed; this is the only check there is.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - client: the client; NULL gives 0.
///   - ip: the address the request came from, "192.0.2.1" or "::ffff:192.0.2.1"; NULL gives 0.
/// - Returns: 1 if it is, else 0.
@c public func sky_client_postback_source_is_known(
    _ client: UnsafePointer<sky_client>?, _ ip: UnsafePointer<CChar>?
) -> Int32 {
    guard let client, let text = Border.optionalText(ip) else { return 0 }
    let object = Unmanaged<Client>.fromOpaque(client).takeUnretainedValue()
    return object.settings.isPostbackSource(text) ? 1 : 0
}
