import CSky
import SkyClient
import SkyProtocol

/// Set whom to tell what happens. By default nobody is told anything.
///
/// Events hold neither API key nor number nor text.
///
/// Threads: one thread, before the first send. The logger is called by the threads that send. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - level: the least important level to tell.
///   - logger: is called during sends; NULL for nobody.
///   - user: handed to the logger; not touched.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT or SKY_E_CONFIG (already in use).
@c public func sky_client_set_logger(
    _ client: UnsafeMutablePointer<sky_client>?, _ level: sky_log_level, _ logger: sky_logger?,
    _ user: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    setUp(client, error) { (settings: inout ClientSettings) throws(Fault) in
        guard let known = LogEvent.Level(rawValue: level.rawValue) else {
            throw Fault(SKY_E_ARGUMENT, "level: not one of sky_log_level")
        }
        guard let logger, known != .off else {
            settings.logger = nil
            return
        }
        settings.logger = Logger(known) { event in
            var told = sky_log_event(event)
            logger(user, &told)
        }
    }
}

extension sky_log_event {
    /// An event as C sees it.
    init(_ event: borrowing LogEvent) {
        self.init()
        size = UInt32(MemoryLayout<sky_log_event>.size)
        level = sky_log_level(event.level.rawValue)
        kind = sky_log_kind(event.kind.rawValue)
        status = sky_status(event.status.rawValue)
        attempt = Int32(clamping: event.attempt)
        transport_code = event.transportCode
        http_status = event.httpStatus
        wait_ms = Int64(event.waitMilliseconds)
        if let timeline = event.timeline {
            is_new_connection = timeline.isNewConnection ? 1 : 0
            name_us = Int64(timeline.name)
            connect_us = Int64(timeline.connect)
            tls_us = Int64(timeline.tls)
            sent_us = Int64(timeline.sent)
            first_byte_us = Int64(timeline.firstByte)
            done_us = Int64(timeline.done)
            bytes_out = Int64(timeline.bytesOut)
            bytes_in = Int64(timeline.bytesIn)
        }
        withUnsafeMutableBytes(of: &provider_code) { event.providerCode.copy(to: $0) }
        withUnsafeMutableBytes(of: &message) { room in
            guard let start = room.bindMemory(to: UInt8.self).baseAddress else { return }
            event.message.copy(to: start)
        }
    }
}
