import CPlatform
import CSky
import SkyClient

/// Set how often a send is tried, the first time included. The default is 3.
///
/// It is tried again only when that cannot make two messages of one: after SKY_E_NOT_SENT where the reason may pass,
/// and after SKY_E_THROTTLED where the provider did nothing. The pause between two tries is random and grows; a wait
/// that the provider asks for is kept. All tries share the one time-out: if the pause would pass it, the call returns
/// at once, and sky_result_retry_after_ms() has the pause.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - tries: 1 (never again) to 10.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_max_tries(
    _ client: UnsafeMutablePointer<sky_client>?, _ tries: Int32, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        do throws(SendFailure) { try settings.set(maxTries: Int(tries)) } catch { throw Fault(error) }
    }
}

/// Set how many transfers of a batch are under way at the same time. The default is 50.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - transfers: 1 to 1000; each may have a connection of its own.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_concurrency(
    _ client: UnsafeMutablePointer<sky_client>?, _ transfers: Int32, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        do throws(SendFailure) { try settings.set(concurrency: Int(transfers)) } catch { throw Fault(error) }
    }
}

/// Set an HTTP proxy that requests go through. By default it is the one that the environment names, if any.
///
/// The proxy sees requests to http URLs as a whole, the API key included; of those to https URLs it sees the host's
/// name. Cellcast's plain HTTP, which this machine alone may be spoken to with, goes through none.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - url: the proxy's http or https URL, copied; NULL for the environment's again; "" for none at all.
///   - user: a user for the proxy (Basic authentication), copied; NULL for none, or if the URL has one.
///   - password: the user's password, copied; may be NULL.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_LIMIT (2048 bytes, 256 for user and password) or SKY_E_CONFIG
///   (already in use).
@c public func sky_client_set_proxy(
    _ client: UnsafeMutablePointer<sky_client>?, _ url: UnsafePointer<CChar>?, _ user: UnsafePointer<CChar>?,
    _ password: UnsafePointer<CChar>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        do throws(SendFailure) {
            try settings.set(
                proxy: Border.optionalText(url), user: Border.optionalText(user),
                password: Border.optionalText(password))
        } catch {
            throw Fault(error)
        }
    }
}

/// Set the folder of certificates to trust, instead of the system's. Certificates are always verified.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - directory: a folder of files in PEM form, named by their hashes as "openssl rehash" does; NULL for the system's
///     again.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use, or the folder cannot be read).
@c public func sky_client_set_ca_path(
    _ client: UnsafeMutablePointer<sky_client>?, _ directory: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        do throws(SendFailure) { try settings.set(caPath: Border.optionalText(directory)) } catch { throw Fault(error) }
    }
}

/// Set which addresses the host's name may stand for. The default is SKY_ADDRESS_ANY.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - family: one of sky_address_family.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_address_family(
    _ client: UnsafeMutablePointer<sky_client>?, _ family: sky_address_family,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        guard let known = AddressFamily(rawValue: family.rawValue) else {
            throw Fault(SKY_E_ARGUMENT, "family: not one of sky_address_family")
        }
        settings.addressFamily = known
    }
}

/// Set whether HTTP/2 is spoken with servers that can, over TLS. By default it is not.
///
/// It saves handshakes when many messages go out at once. The price: they share a connection, and if that breaks, the
/// outcome of all that were under way on it is unknown.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - on: 1 or 0.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_http2(
    _ client: UnsafeMutablePointer<sky_client>?, _ on: Int32, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        guard on == 0 || on == 1 else { throw Fault(SKY_E_ARGUMENT, "on: neither 0 nor 1") }
        settings.usesHTTP2 = on == 1
    }
}

/// End every send and batch of a client that is under way, whatever thread it is in. Later ones are not touched.
///
/// They end within moments: with SKY_E_CANCELLED if their request was not handed over to a connection, with
/// SKY_E_UNKNOWN if it was and no answer has come.
///
/// Threads: any thread, any time; not from a signal handler. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, also if nothing was under way, or SKY_E_ARGUMENT.
@c public func sky_client_cancel(
    _ client: UnsafeMutablePointer<sky_client>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let client else { throw Fault(SKY_E_ARGUMENT, "client: NULL") }
        Unmanaged<Client>.fromOpaque(client).takeUnretainedValue().cancel()
    }
}

/// Close the connections of this process that are kept for later sends.
///
/// A client that is freed leaves a few connections to the next one with the same settings, so that a program that makes
/// a client for each message does not pay for TLS each time. This closes them, and those that living clients keep.
///
/// Threads: any thread, any time. Since 0.1.0.
@c public func sky_close_connections() {
    Client.closeIdleConnections()
}

/// Set whom this thread asks, while it waits in a call, whether the call is to end. By default nobody is asked.
///
/// For programs in which a signal does not end a wait by itself, as Ctrl-C in Python. While sky_send_sms(), sky_send()
/// or sky_batch_next() waits on this thread and nothing comes, `interrupt` is called on it: soon after the thread has
/// taken a signal, and about four times a second. If it says so, a send ends as by sky_client_cancel(), and
/// sky_batch_next() returns with no message. A send that does not have to wait asks nobody.
///
/// Threads: it holds for the thread that calls this, and for the child in which that thread forks. Since 0.1.0.
///
/// - Parameters:
///   - interrupt: says whether the call is to end; it may call libsky, but asks nobody then. NULL for nobody.
///   - user: handed to it; not touched.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK or SKY_E_INTERNAL.
@c public func sky_thread_set_interrupt(
    _ interrupt: sky_interrupt?, _ user: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard sky_thread_question_set(interrupt, user) == 0 else { throw Fault(SKY_E_INTERNAL, "out of memory") }
    }
}
