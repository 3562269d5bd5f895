import CCurl
import SkyDocument
import SkyProtocol

/// Makes one outcome out of the evidence of a transfer (`docs/outcomes.md`).
enum OutcomeJudge {
    /// The longest wait that is believed, in milliseconds: a day.
    private static let longestWait = 86_400_000

    /// Judge a transfer.
    ///
    /// The order matters: a readable answer is the best evidence whatever happened to the connection afterwards (a
    /// well-formed document is complete); without one it counts whether the request was ever handed over.
    static func judge(_ exchange: Exchange, _ transfer: Transfer, _ credentials: Credentials) -> SendReport {
        let answer = transfer.answer.bytes
        let provider = transfer.call.provider
        if exchange.httpStatus != 0, exchange.wasHandedOver, !exchange.isAnswerTooLarge, answer.count > 0 {
            do {
                let block = try provider.readAnswer(
                    answer, httpStatus: exchange.httpStatus, isComplete: exchange.isComplete, of: transfer.call)
                return judge(exchange, transfer, credentials, block)
            } catch .document(let error) where error.isAboutSize {
                return report(.unknown, exchange, provider, answer, "unknown: the answer is larger than what is read")
            } catch .document, .unknownRoot {
                // Not from the provider's API: a page of some server in between, or cut off. Judged below.
            } catch {
                return report(.unknown, exchange, provider, answer, "the answer could not be read: out of memory")
            }
        }
        guard exchange.wasHandedOver else {
            if exchange.isCancelled {
                return report(.cancelled, exchange, provider, answer, "cancelled; nothing was sent")
            }
            return report(.notSent, exchange, provider, answer, TransportWords.beforeRequest(exchange))
        }
        if exchange.code == CURLE_OK, exchange.httpStatus == 429 {
            return report(.throttled, exchange, provider, answer, "HTTP 429: too many requests")
        }
        return report(.unknown, exchange, provider, answer, TransportWords.afterRequest(exchange))
    }

    /// The client's own rate says that it is too early, and there is no time to wait.
    static func tooEarly(_ provider: Provider) -> SendReport {
        untried(provider, .throttled, "the client's rate allows no message within the time-out; nothing was sent")
    }

    /// It was cancelled before it was tried, or between two tries.
    static func cancelled(_ provider: Provider) -> SendReport {
        untried(provider, .cancelled, "cancelled; nothing was sent")
    }

    /// The time of its batch was over before it was tried.
    static func tooLate(_ provider: Provider) -> SendReport {
        untried(provider, .notSent, "not sent: the batch's time was over before the message began")
    }

    private static func untried(_ provider: Provider, _ status: SendStatus, _ words: StaticString) -> SendReport {
        untried(provider, SendFailure(status, words))
    }

    /// It was not tried because something failed before.
    static func untried(_ provider: Provider, _ failure: SendFailure) -> SendReport {
        SendReport(
            failure.status, answer: blank(provider, UnsafeBufferPointer(start: nil, count: 0), failure.status),
            failure: failure)
    }

    /// An answer of the provider's API.
    private static func judge(
        _ exchange: Exchange, _ transfer: Transfer, _ credentials: Credentials, _ answer: consuming RecordBlock
    ) -> SendReport {
        var block = answer
        let provider = transfer.call.provider
        let header = block.view?.header ?? RecordHeader()
        let code = block.view?.answerCode
        let known = code.flatMap { provider.answerCode($0) }
        var outcome = Outcome(rawValue: header.status) ?? .unknown
        if outcome == .rejected || outcome == .throttled, block.view?.leavesRefusalOpen ?? true { outcome = .unknown }
        let status = SendStatus(rawValue: outcome.rawValue) ?? .unknown
        set(&block, status, exchange)
        guard outcome != .accepted else { return SendReport(status, answer: block, failure: nil) }
        let failure = SendFailure(status, refusal(outcome, known))
        failure.details?.httpStatus = Int32(truncatingIfNeeded: exchange.httpStatus)
        // Errors and the logger hold no number, key or text, wherever the provider writes them; the result has all.
        if let code, known != nil || code.isShapedAsCode && !isEcho(code, transfer, credentials) {
            failure.details?.providerCode = code
        }
        // A wait beside any other outcome would ask for what must not be sent again.
        let wait =
            outcome == .throttled ? max(Int(header.retryAfterMilliseconds), milliseconds(exchange.retryAfter)) : 0
        return SendReport(
            status, answer: block, failure: failure,
            mayBeTriedAgain: outcome == .throttled && provider.isDropped(throttledWith: code), providerWait: wait)
    }

    /// Whether a code was in the request: a key, a name or a text that the server repeats in a code's place.
    private static func isEcho(_ code: ProviderCode, _ transfer: Transfer, _ credentials: Credentials) -> Bool {
        credentials.hold(code) || code.occurs(in: transfer.call.body) || code.occurs(in: transfer.call.query)
    }

    /// No answer of the provider's API: what came is kept as it is.
    private static func report(
        _ status: SendStatus, _ exchange: Exchange, _ provider: Provider, _ answer: UnsafeBufferPointer<UInt8>,
        _ words: StaticString
    ) -> SendReport {
        let failure = SendFailure(status, words)
        failure.details?.transportCode = Int32(truncatingIfNeeded: exchange.code.rawValue)
        failure.details?.httpStatus = Int32(truncatingIfNeeded: exchange.httpStatus)
        guard var block = blank(provider, answer, status) else {
            return SendReport(status, answer: nil, failure: failure)
        }
        set(&block, status, exchange)
        let mayBeTriedAgain = status == .throttled || status == .notSent && exchange.isPassing
        return SendReport(
            status, answer: block, failure: failure, mayBeTriedAgain: mayBeTriedAgain,
            providerWait: status == .throttled ? milliseconds(exchange.retryAfter) : 0)
    }

    private static func blank(
        _ provider: Provider, _ answer: UnsafeBufferPointer<UInt8>, _ status: SendStatus
    ) -> RecordBlock? {
        provider.blankAnswer(answer, outcome: Outcome(rawValue: status.rawValue) ?? .unknown)
    }

    /// What to say of an answer that is no acceptance: our words for the code, never the provider's, which may quote
    /// the number. Those are in the result.
    private static func refusal(_ outcome: Outcome, _ code: AnswerCode?) -> Message {
        switch outcome {
        case .partial: return Message("some recipients were not accepted; see the entries of the result")
        case .unknown where code?.group != .internal:
            return Message("unknown: the answer says neither success nor failure, or both")
        default: break
        }
        guard let code else { return Message("refused; the result has what the provider says") }
        var message = Message()
        message.append(code.text.bytes)
        if outcome == .unknown { message.append("; whether anything was sent is not known") }
        return message
    }

    private static func set(_ block: inout RecordBlock, _ status: SendStatus, _ exchange: Exchange) {
        block.setExchange(status: status.rawValue, httpStatus: UInt32(clamping: exchange.httpStatus))
    }

    private static func milliseconds(_ seconds: Int) -> Int {
        min(max(seconds, 0), longestWait / 1000) &* 1000
    }
}
