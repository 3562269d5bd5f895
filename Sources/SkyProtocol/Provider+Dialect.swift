import SkyDocument

/// Where the providers' ways of answering and reporting meet, and what is known of each: what differs between them is
/// chosen here, in `CheckedRequest`, `Call` and `Credentials`, and nowhere else.
extension Provider {
    /// What is known of a code of this provider's answers, or nil.
    @export(interface)
    package func answerCode(_ code: ProviderCode) -> AnswerCode? {
        switch self {
        case .skycore: return .skycore(code)
        case .cellcast: return .cellcast(code)
        }
    }

    /// Whether a call that was throttled with a code did nothing for sure, so that it may be made again. Cellcast drops
    /// throttled calls (docs/cellcast.md, section 2); at Skycore's the code says it.
    package func isDropped(throttledWith code: ProviderCode?) -> Bool {
        self == .cellcast || code.flatMap { answerCode($0) }?.retry == .safe
    }

    /// Whether a call to many that was refused as a whole with a code may have been refused for what is wrong with one
    /// of its recipients, or with how many there are: those of the account, the sender and the call itself hold for
    /// each.
    package func mayRefuseForOne(_ code: ProviderCode?) -> Bool {
        self == .cellcast && (code.map { AnswerCode.blamesOneRecipient($0) } ?? false)
    }

    /// Whether a throttling answer with a code says that messages came too fast. Skycore's E510 does not: one report
    /// was asked for too often, whatever the rate (docs/skycore.md, section 4.12).
    package func isAboutRate(throttledWith code: ProviderCode?) -> Bool {
        let reportTooSoon = 510
        return self == .cellcast || code?.number(behind: 0x45) != reportTooSoon
    }

    /// What is known of a code of this provider's postbacks, or nil.
    @export(interface)
    package func postbackCode(_ code: ProviderCode) -> PostbackCode? {
        switch self {
        case .skycore: return .skycore(code)
        case .cellcast: return .cellcast(code)
        }
    }

    /// Calls in a second that the provider takes for each account, evenly spaced so that no second holds more
    /// (docs/cellcast.md, section 2). 0 at Skycore's, whose limits are the account's own.
    package var usualRate: Int { self == .cellcast ? 15 : 0 }

    /// The country of numbers without a country code; nil: they have one.
    package var homeRegion: StaticString? { self == .cellcast ? "AU" : nil }

    /// Whether a number begins with an international prefix that this provider takes besides its country's own: `00` at
    /// Cellcast's, where Australia's is `0011` (docs/cellcast.md, section 3).
    package func hasInternationalPrefix(_ number: UnsafeBufferPointer<UInt8>) -> Bool {
        self == .cellcast && CellcastNumber.beginsWithDoubleZero(number)
    }

    /// Whether messages without a sender go out with one of the provider's own.
    package var hasSendersOfItsOwn: Bool { self == .cellcast }

    /// Whether lists come page by page.
    var hasPages: Bool { self == .cellcast }

    /// Bytes that a key may have.
    package var longestKey: Int { self == .skycore ? 256 : 4096 }

    /// Whether a key may have a colon in it. HTTP Basic puts one behind the key (RFC 7617, section 2).
    package var takesColonInKey: Bool { self == .skycore }

    /// Whether calls are paths behind the address, which then has no query of its own.
    package var hasCallsInPath: Bool { self == .cellcast }

    /// Whether only TLS may carry calls to another machine (docs/cellcast.md, section 2).
    package var needsTLS: Bool { self == .cellcast }

    /// Hold an SMS against this provider's rules for numbers and senders. Its texts have been checked.
    package func check(_ sms: SMS) throws(RequestFault) {
        guard self == .cellcast else { return }
        try CellcastNumber.check(sms.to, RecipientPlace(PermanentWords("to")))
        if sms.from.count > 0, !CellcastSender.isSender(sms.from) { throw RequestFault(.notSender, "from") }
    }

    /// Read an answer.
    ///
    /// - Parameters:
    ///   - httpStatus: the status that came with it; 0 if it is not known. It decides nothing at Skycore's.
    ///   - isComplete: whether all of it has come.
    ///   - call: the call that it answers; one in which nothing is written if that is not known.
    /// - Returns: a block with the answer as a whole as record 0 and its entries behind it. The header has the outcome
    ///   of the whole and, of a throttling answer, the wait that it names.
    /// - Throws: what is wrong; offsets count from the beginning of `body`.
    @export(interface)
    package func readAnswer(
        _ body: UnsafeBufferPointer<UInt8>, httpStatus: Int, isComplete: Bool = true, of call: borrowing Call
    ) throws(ProtocolError) -> RecordBlock {
        switch self {
        case .skycore: return try SkycoreAnswer.read(body)
        case .cellcast:
            do throws(ProtocolError) {
                return try CellcastAnswer.read(body, httpStatus: httpStatus, of: call)
            } catch {
                // 429 says enough, whatever stands below it; but what is missing may have named a message.
                guard httpStatus == 429, isComplete, let block = CellcastAnswer.throttled(body) else { throw error }
                return block
            }
        }
    }

    /// A block for a send without an answer that can be read: no fields, one entry of this outcome, the bytes kept.
    @export(interface)
    package func blankAnswer(_ body: UnsafeBufferPointer<UInt8>, outcome: Outcome) -> RecordBlock? {
        guard let desk = ReadingDesk.ofThisThread() else { return nil }
        desk.records.reset(withFingerprints: false)
        desk.records.beginRecord()
        desk.records.repeatRecord(0)
        desk.records.updateLast { $0.verdict = outcome.rawValue }
        desk.records.update(0) { $0.verdict = outcome.rawValue }
        return desk.records.finish(RecordHeader(outcome, entries: 1, of: self), raw: body)
    }

    /// Read a postback: a block with one record for each notification.
    @export(interface)
    package func readPostback(_ body: UnsafeBufferPointer<UInt8>) throws(ProtocolError) -> RecordBlock {
        switch self {
        case .skycore: return try SkycorePostback.read(body)
        case .cellcast: return try CellcastPostback.read(body)
        }
    }

    /// Read a postback into memory of the caller's: the same block.
    ///
    /// - Returns: the bytes that the block takes. If `memory` has fewer, nothing was written.
    @export(interface)
    package func readPostback(
        _ body: UnsafeBufferPointer<UInt8>, into memory: UnsafeMutableRawBufferPointer
    ) throws(ProtocolError) -> Int {
        switch self {
        case .skycore: return try SkycorePostback.read(body, into: memory)
        case .cellcast: return try CellcastPostback.read(body, into: memory)
        }
    }

    /// Whether this provider sends postbacks from an address. Cellcast has published none.
    package func sendsPostbacks(from address: SourceAddress) -> Bool {
        self == .skycore && SourceAddress.isSkycore(address)
    }
}

extension RecordView {
    /// Whose answer or postback it is.
    package var provider: Provider { Provider(rawValue: header.provider) ?? .skycore }

    /// The value of a field by another of its names, where nothing has the name itself.
    func valueByOtherName(
        _ name: UnsafeBufferPointer<UInt8>, _ index: Int, in record: Record
    ) -> UnsafeBufferPointer<UInt8>? {
        switch provider {
        case .skycore: return valueBySynonym(name, index, in: record)
        case .cellcast: return valueByCellcastName(name, index, in: record)
        }
    }

    /// An answer as JSON, in memory that the caller frees with free(), NUL-terminated.
    @export(interface)
    package func answerJSON() throws(ProtocolError) -> UnsafeMutablePointer<UInt8> {
        switch provider {
        case .skycore: return try SkycoreJSON.answer(self)
        case .cellcast: return try CellcastJSON.answer(self)
        }
    }

    /// A postback as JSON, in memory that the caller frees with free(), NUL-terminated.
    @export(interface)
    package func postbackJSON() throws(ProtocolError) -> UnsafeMutablePointer<UInt8> {
        switch provider {
        case .skycore: return try SkycoreJSON.postback(self)
        case .cellcast: return try CellcastJSON.postback(self)
        }
    }
}
