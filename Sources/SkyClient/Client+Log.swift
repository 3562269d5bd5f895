import CCurl
import SkyDocument
import SkyProtocol

extension Client {
    /// Tell that a try has ended.
    func log(_ transfer: Transfer, _ report: borrowing SendReport, _ tries: Tries) {
        guard let logger = settings.logger, logger.wants(.debug) || report.status != .accepted else { return }
        var event = event(Client.level(of: report, isFinal: false), .attempt, report, tries)
        event.timeline = transfer.timeline()
        logger.log(event)
    }

    /// Tell that there is a pause before the next try, or for the rate.
    func log(
        pause: Int, _ reason: SendStatus, _ tries: Tries, _ words: StaticString = "waits before the next try"
    ) {
        guard let logger = settings.logger, logger.wants(.info) else { return }
        var event = LogEvent(.info, .wait, reason, Message(words))
        event.attempt = tries.count
        event.waitMilliseconds = pause
        logger.log(event)
    }

    /// Tell that a send has ended.
    func logEnd(_ report: borrowing SendReport, _ tries: Tries) {
        guard let logger = settings.logger else { return }
        let level = Client.level(of: report, isFinal: true)
        if logger.wants(level) { logger.log(event(level, .end, report, tries)) }
    }

    /// Tell that a send was refused before anything was tried.
    func logRefusal(_ failure: SendFailure) {
        guard let logger = settings.logger, logger.wants(.warning) else { return }
        let message = failure.details?.message ?? Message("out of memory")
        logger.log(LogEvent(.warning, .refusal, failure.status, message))
    }

    private func event(
        _ level: LogEvent.Level, _ kind: LogEvent.Kind, _ report: borrowing SendReport, _ tries: Tries
    ) -> LogEvent {
        let details = report.failure?.details
        var event = LogEvent(level, kind, report.status, details?.message ?? Message("accepted"))
        event.attempt = tries.count
        event.transportCode = details?.transportCode ?? 0
        event.httpStatus = Int32(clamping: report.view?.header.httpStatus ?? 0)
        event.providerCode = details?.providerCode ?? .none
        return event
    }

    /// A try that failed is a warning, for there may be another; a send that failed is an error.
    private static func level(of report: borrowing SendReport, isFinal: Bool) -> LogEvent.Level {
        switch report.status {
        case .accepted: return isFinal ? .info : .debug
        case .partial, .throttled, .cancelled: return .warning
        default: return isFinal ? .error : .warning
        }
    }
}

extension Transfer {
    /// When each phase of the last transfer had ended.
    func timeline() -> LogEvent.Timeline {
        let times = sky_curl_timeline(easy)
        var timeline = LogEvent.Timeline()
        timeline.name = Int(times.name)
        timeline.connect = Int(times.connect)
        timeline.tls = Int(times.tls)
        // libcurl keeps the time at which it was ready to write; it means something only if it came to that.
        timeline.sent = wasHandedOver ? Int(times.sent) : 0
        timeline.firstByte = Int(times.first_byte)
        timeline.done = Int(times.total)
        timeline.isNewConnection = times.new_connections > 0
        timeline.bytesOut = wasHandedOver ? call.body.count &+ call.query.count : 0
        timeline.bytesIn = answer.count
        return timeline
    }
}
