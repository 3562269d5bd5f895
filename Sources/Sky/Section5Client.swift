import CSky
import SkyClient
import SkyProtocol

/// Make a client: a way to one account of one provider.
///
/// Set it up with the functions below, then share it between threads. The first send freezes the settings. A client
/// made before fork() works in parent and child; the child uses connections of its own.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - provider: whose interface it speaks.
///   - credential: the account's API key, copied; never shown to anybody but the provider. Cellcast's have no colon;
///     see sky_client_set_credential_mode().
///   - client: receives the client, to be freed with sky_client_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_LIMIT (a key longer than 256 bytes; 4096 at Cellcast's) or SKY_E_INTERNAL.
@c public func sky_client_new(
    _ provider: sky_provider, _ credential: UnsafePointer<CChar>?,
    _ client: UnsafeMutablePointer<UnsafeMutablePointer<sky_client>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let client else { throw Fault(SKY_E_ARGUMENT, "client: NULL") }
        client.pointee = nil
        let provider = try Border.provider(provider)
        let key = try Border.text(credential, "credential")
        do throws(SendFailure) {
            let made = Unmanaged.passRetained(Client(try ClientSettings(provider, key: key)))
            client.pointee = made.toOpaque().assumingMemoryBound(to: sky_client.self)
        } catch {
            throw Fault(error)
        }
    }
}

/// Free a client.
///
/// A few of its connections are left to the next client with the same settings; see sky_close_connections(). Batches
/// that were made with it go on.
///
/// Threads: no other thread may be using the client. Since 0.1.0.
///
/// - Parameter client: the client; NULL is fine and does nothing.
@c public func sky_client_free(_ client: UnsafeMutablePointer<sky_client>?) {
    if let client { Unmanaged<Client>.fromOpaque(client).release() }
}

/// Set where requests go. The default is the provider's documented address. Cellcast's calls are put behind it, so it
/// has no query there, and plain HTTP is refused unless the host is this machine.
///
/// A proxy that the environment names (https_proxy, http_proxy, no_proxy) when the client first sends is used, as with
/// every user of libcurl; for Cellcast's plain HTTP, which this machine alone may be spoken to with, none is.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - url: an https or http URL without user, password and fragment; copied. Prefer https: the API key travels with
///     every request.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_LIMIT (longer than 2048 bytes) or SKY_E_CONFIG (already in use).
@c public func sky_client_set_url(
    _ client: UnsafeMutablePointer<sky_client>?, _ url: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        let text = try Border.text(url, "url")
        do throws(SendFailure) { try settings.set(url: text) } catch { throw Fault(error) }
    }
}

/// Set how requests travel to Skycore. The default is SKY_TRANSPORT_FORM.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - transport: one of sky_transport.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use, or another provider).
@c public func sky_client_set_transport(
    _ client: UnsafeMutablePointer<sky_client>?, _ transport: sky_transport, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        guard let known = SkycoreRequest.Transport(rawValue: transport.rawValue) else {
            throw Fault(SKY_E_ARGUMENT, "transport: not one of sky_transport")
        }
        guard settings.provider == .skycore else {
            throw Fault(SKY_E_CONFIG, "transport: this provider has but one for each call")
        }
        settings.transport = known
    }
}

/// Set the time for a whole send: resolving, connecting, sending and reading. The default is 30000.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - milliseconds: 1 to 2147483647; there is no way to wait for ever.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_timeout_ms(
    _ client: UnsafeMutablePointer<sky_client>?, _ milliseconds: Int64, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        do throws(SendFailure) { try settings.set(timeout: Int(milliseconds)) } catch { throw Fault(error) }
    }
}

/// Set the time for making a connection, within the time for the whole. The default is 10000.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - milliseconds: 1 to 2147483647.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_connect_timeout_ms(
    _ client: UnsafeMutablePointer<sky_client>?, _ milliseconds: Int64, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        do throws(SendFailure) { try settings.set(connectTimeout: Int(milliseconds)) } catch { throw Fault(error) }
    }
}

/// Set the file of certificates to trust, instead of the system's. Certificates are always verified.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - path: a file in PEM form that can be read now and at the first send; NULL for the system's again.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use, or the file cannot be read).
@c public func sky_client_set_ca_file(
    _ client: UnsafeMutablePointer<sky_client>?, _ path: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        do throws(SendFailure) { try settings.set(caFile: Border.optionalText(path)) } catch { throw Fault(error) }
    }
}

/// Set the header User-Agent. The default is "libsky/" and the version.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - user_agent: visible ASCII characters and spaces; copied.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_LIMIT (longer than 256 bytes) or SKY_E_CONFIG (already in use).
@c public func sky_client_set_user_agent(
    _ client: UnsafeMutablePointer<sky_client>?, _ user_agent: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        let text = try Border.text(user_agent, "user_agent")
        do throws(SendFailure) { try settings.set(userAgent: text) } catch { throw Fault(error) }
    }
}

/// Set the country that recipients without a country code are in. By default there is none, bare digits are
/// international already; at Cellcast's it is AU.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - region: two capital letters ("US"); NULL for none.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_default_region(
    _ client: UnsafeMutablePointer<sky_client>?, _ region: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        settings.defaultRegion = try Border.region(region, "region")
    }
}

/// Set the sender of messages that name none.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - sender: a short or long code that the account may use, at Cellcast's also a name; copied.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_LIMIT (longer than 32 characters) or SKY_E_CONFIG (already in use).
@c public func sky_client_set_default_sender(
    _ client: UnsafeMutablePointer<sky_client>?, _ sender: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        let text = try Border.text(sender, "sender")
        do throws(SendFailure) { try settings.set(defaultSender: text) } catch { throw Fault(error) }
    }
}

/// Set the most segments that a text may take. By default any number goes out.
///
/// A text that takes more is refused before sending, with SKY_E_TEXT and the count in the message.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - segments: 1 to 2147483647, counted as sky_measure_text() does; 0 for any number.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_max_segments(
    _ client: UnsafeMutablePointer<sky_client>?, _ segments: Int32, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        do throws(SendFailure) { try settings.set(maxSegments: Int(segments)) } catch { throw Fault(error) }
    }
}

/// Change one setting of a client.
func setUp(
    _ client: UnsafeMutablePointer<sky_client>?, _ error: UnsafeMutablePointer<sky_error>?,
    _ change: (inout ClientSettings) throws(Fault) -> Void
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let client else { throw Fault(SKY_E_ARGUMENT, "client: NULL") }
        let object = Unmanaged<Client>.fromOpaque(client).takeUnretainedValue()
        var settings: ClientSettings
        do throws(SendFailure) { settings = try object.changeableSettings() } catch { throw Fault(error) }
        try change(&settings)
        object.adopt(settings)
    }
}
