import CSky
import SkyClient

/// Set how many messages may begin in a second. By default Skycore's accounts have no limit here; Cellcast's are kept
/// to the 15 a second that it allows, evenly spaced.
///
/// Each try of a message counts. A send that finds no room waits for its turn; if that would come after its deadline,
/// it returns SKY_E_THROTTLED at once, with the wait in the result. Those that wait are served in the order in which
/// they came. When the provider says "slower", messages are spaced further apart for a while, and nothing begins before
/// the wait that it asks for is over, with or without a limit.
///
/// The rate is kept by all threads that share the client, and all processes forked after it was set. For all processes
/// of the machine see sky_client_set_rate_file().
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - per_second: 0.001 to 1000000; 0 for no limit.
///   - burst: how many messages may begin at once after a rest, 1 to 100000; 1 spaces them evenly. In no span of time
///     do more begin than the rate allows and this many. Means nothing without a limit.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_rate(
    _ client: UnsafeMutablePointer<sky_client>?, _ per_second: Double, _ burst: Int32,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        do throws(SendFailure) { try settings.set(rate: per_second, burst: Int(burst)) } catch { throw Fault(error) }
    }
}

/// Keep one rate for all processes of the machine that name the same file. By default each client keeps its own.
///
/// All of them should set the same rate. The file is made if there is none; it holds 128 bytes and no secrets, and is
/// best kept where nothing is swept or written to disk, such as /run. It is checked now, and refused if somebody else
/// could have written it: it must be a regular file with one name, belong to this user or root, and be writable by its
/// owner only. Nothing but an empty file or a rate file is ever written to. Processes may be killed at any moment; a
/// file from before the last start of the system begins anew.
///
/// Do not truncate the file while it is in use, and do not name one on a network file system.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - path: where the file is or is to be made; NULL for none.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_LIMIT (longer than 4095 bytes) or SKY_E_CONFIG (already in use, or the file
///   cannot be used; the message says why and what to do).
@c public func sky_client_set_rate_file(
    _ client: UnsafeMutablePointer<sky_client>?, _ path: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        do throws(SendFailure) { try settings.set(rateFile: Border.optionalText(path)) } catch { throw Fault(error) }
    }
}

/// Set what a send does when the rate leaves no room for it at once. The default is SKY_RATE_WAIT.
///
/// Threads: one thread, before the first send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - mode: one of sky_rate_mode.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_rate_mode(
    _ client: UnsafeMutablePointer<sky_client>?, _ mode: sky_rate_mode, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        guard let known = RateMode(rawValue: mode.rawValue) else {
            throw Fault(SKY_E_ARGUMENT, "mode: not one of sky_rate_mode")
        }
        settings.rateLimiter.mode = known
    }
}
