import CCurl
import SkyDocument
import SkyProtocol

/// Makes one outcome out of the evidence of a transfer (`docs/outcomes.md`).
enum OutcomeJudge {
    /// Judge a transfer.
    ///
    /// The order matters: a readable answer is the best evidence whatever happened to the connection afterwards (a
    /// well-formed document is complete); without one it counts whether the request was ever handed over.
    static func judge(_ exchange: Exchange, answer: UnsafeBufferPointer<UInt8>) -> SendReport {
        if exchange.httpStatus != 0, !exchange.isAnswerTooLarge, answer.count > 0 {
            do {
                let block = try SkycoreAnswer.read(answer)
                return judge(exchange, block)
            } catch .document, .unknownRoot {
                // Not from the provider's API: a page of some server in between, or cut off. Judged below.
            } catch {
                return unreadable(exchange, answer, "the answer could not be read: out of memory")
            }
        }
        guard exchange.wasHandedOver else {
            return report(.notSent, exchange, nil, TransportWords.beforeRequest(exchange.code))
        }
        if exchange.code == CURLE_OK, exchange.httpStatus == 429 {
            return throttled(exchange, answer)
        }
        return unreadable(exchange, answer, TransportWords.afterRequest(exchange))
    }

    /// An answer of the provider's API.
    private static func judge(_ exchange: Exchange, _ answer: consuming RecordBlock) -> SendReport {
        var block = answer
        let header = block.view?.header ?? RecordHeader()
        let code = block.view?.answerCode
        let known = code.flatMap { AnswerCode.skycore($0) }
        var outcome = Outcome(rawValue: header.status) ?? .unknown
        // An internal error of the provider's may have come after the message went out (docs/skycore.md, section 7).
        if outcome == .rejected, known?.group == .internal { outcome = .unknown }
        let status = SendStatus(rawValue: outcome.rawValue) ?? .unknown
        let wait = max(header.retryAfterMilliseconds, milliseconds(exchange.retryAfter))
        set(&block, status, exchange, wait: outcome == .throttled ? wait : 0)
        guard outcome != .accepted else { return SendReport(status, answer: block, failure: nil) }
        let failure = SendFailure(status, refusal(outcome, known))
        failure.details?.httpStatus = Int32(truncatingIfNeeded: exchange.httpStatus)
        failure.details?.providerCode = code?.key ?? 0
        return SendReport(status, answer: block, failure: failure)
    }

    private static func throttled(_ exchange: Exchange, _ answer: UnsafeBufferPointer<UInt8>) -> SendReport {
        guard var block = SkycoreAnswer.unreadable(answer, outcome: .throttled) else {
            return report(.throttled, exchange, nil, "HTTP 429: too many requests")
        }
        set(&block, .throttled, exchange, wait: milliseconds(exchange.retryAfter))
        return report(.throttled, exchange, block, "HTTP 429: too many requests")
    }

    private static func unreadable(
        _ exchange: Exchange, _ answer: UnsafeBufferPointer<UInt8>, _ words: StaticString
    ) -> SendReport {
        guard exchange.httpStatus != 0, var block = SkycoreAnswer.unreadable(answer, outcome: .unknown) else {
            return report(.unknown, exchange, nil, words)
        }
        set(&block, .unknown, exchange, wait: 0)
        return report(.unknown, exchange, block, words)
    }

    private static func report(
        _ status: SendStatus, _ exchange: Exchange, _ answer: consuming RecordBlock?, _ words: StaticString
    ) -> SendReport {
        let failure = SendFailure(status, words)
        failure.details?.transportCode = Int32(truncatingIfNeeded: exchange.code.rawValue)
        failure.details?.httpStatus = Int32(truncatingIfNeeded: exchange.httpStatus)
        return SendReport(status, answer: answer, failure: failure)
    }

    /// What to say of an answer that is no acceptance: our words for the code, never the provider's, which may quote
    /// the number. Those are in the result.
    private static func refusal(_ outcome: Outcome, _ code: AnswerCode?) -> Message {
        guard let code else {
            switch outcome {
            case .partial: return Message("some recipients were not accepted; see the entries of the result")
            case .unknown: return Message("unknown: the answer says neither success nor failure")
            default: return Message("refused; the result has the provider's words")
            }
        }
        var message = Message()
        message.append(code.text.bytes)
        if outcome == .unknown { message.append("; whether anything was sent is not known") }
        return message
    }

    private static func set(_ block: inout RecordBlock, _ status: SendStatus, _ exchange: Exchange, wait: UInt32) {
        block.setExchange(
            status: status.rawValue, httpStatus: UInt32(clamping: exchange.httpStatus), tries: 1,
            elapsedMilliseconds: UInt32(clamping: exchange.elapsedMilliseconds), retryAfterMilliseconds: wait)
    }

    private static func milliseconds(_ seconds: Int) -> UInt32 {
        UInt32(clamping: min(max(seconds, 0), 86_400) &* 1000)
    }
}
