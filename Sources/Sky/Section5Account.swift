import CSky
import SkyClient
import SkyProtocol

/// Add a user name and a password to what proves who the account is, beside the API key. Only Skycore takes them:
/// requests carry them as USER and PASS; PASS is the MD5 of the password, and only that is kept.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - user: the user name, at most 256 bytes of UTF-8; copied.
///   - password: the password itself, at most 256 bytes.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_LIMIT or SKY_E_CONFIG (already in use, or another provider).
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

/// Set the other half of the pair that HTTP Basic wants, beside the key that sky_client_new() took. Only Cellcast has
/// one, and an account may be without. The default is "".
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - secret: at most 256 bytes without control characters; copied; never shown to anybody but the provider.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_LIMIT or SKY_E_CONFIG (already in use, or another provider).
@c public func sky_client_set_secret(
    _ client: UnsafeMutablePointer<sky_client>?, _ secret: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        let secret = try Border.text(secret, "secret")
        do throws(SendFailure) { try settings.set(secret: secret) } catch { throw Fault(error) }
    }
}

/// Set in which headers Cellcast's credentials travel. The default is SKY_CREDENTIAL_BOTH; they are never part of an
/// address or a body.
///
/// SKY_CREDENTIAL_BEARER is for Cellcast's newer platform: the key is its token then, the default address is
/// https://api.cellcast.com/api/, calls are named with their paths ("v1/gateway"), and sky_send_sms() uses v1/gateway.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - mode: one of sky_credential_mode.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use, or another provider).
@c public func sky_client_set_credential_mode(
    _ client: UnsafeMutablePointer<sky_client>?, _ mode: sky_credential_mode, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        guard let known = Credentials.Mode(rawValue: mode.rawValue) else {
            throw Fault(SKY_E_ARGUMENT, "mode: not one of sky_credential_mode")
        }
        do throws(SendFailure) { try settings.set(credentialMode: known) } catch { throw Fault(error) }
    }
}

/// Replace the addresses from which the provider sends postbacks, for sky_client_postback_source_is_known(). The
/// default are those that the provider has published.
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
