import CCurl
import SkyDocument
import SkyNumbers
import SkyProtocol
import Synchronization

/// A way to one account of one provider.
///
/// It is set up by one thread, then shared by any number. The first send freezes the settings.
package final class Client {
    /// Bytes of a text that are accepted: four hundred times what an SMS of the longest sort holds.
    private static let maximumText = 64 << 10

    /// What it was told before its first send.
    package private(set) var settings: ClientSettings
    private let isInUse = Atomic(false)
    private let ownShelf = OwnShelf()

    /// A client with these settings. (It throws nothing: what an initialiser of a class has allocated when it throws is
    /// lost in Embedded Swift.)
    package init(_ settings: ClientSettings) {
        self.settings = settings
        // libcurl would do it at the first send, behind a lock that a child keeps for ever if it is forked just then.
        ForkGuard.whileWorking { _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }
    }

    /// The settings, to be changed and given back to `adopt`.
    ///
    /// - Throws: `.config` after the first send.
    @export(interface)
    package func changeableSettings() throws(SendFailure) -> ClientSettings {
        guard !isInUse.load(ordering: .acquiring) else {
            throw SendFailure(.config, "the client is already in use: set it up before the first send")
        }
        return settings
    }

    /// Use these settings from now on.
    package func adopt(_ settings: ClientSettings) {
        self.settings = settings
    }

    /// Send an SMS.
    ///
    /// Everything is checked before anything is sent; the texts are not kept.
    ///
    /// - Parameters:
    ///   - to: the recipient, as a person or a program wrote it.
    ///   - from: the sender; nil for the default sender.
    ///   - text: the text, UTF-8.
    @export(interface)
    package func sendSMS(
        to: UnsafeBufferPointer<UInt8>, from: UnsafeBufferPointer<UInt8>?, text: UnsafeBufferPointer<UInt8>
    ) -> SendReport {
        beginUse()
        do throws(SendFailure) {
            let (recipient, sender) = try checked(to: to, from: from, text: text)
            let shelf = shelf()
            let connection = try shelf.take(for: self)
            let isWritten = recipient.withBytes { digits in
                sender.withBytes { sender in
                    write(SMS(to: digits, from: sender, text: text), to: connection.transfer)
                }
            }
            guard isWritten else {
                shelf.give(back: connection, isUsable: false)
                throw SendFailure.outOfMemory
            }
            return send(with: connection, from: shelf)
        } catch {
            return refused(error)
        }
    }

    /// From now on the settings are frozen.
    func beginUse() {
        isInUse.store(true, ordering: .releasing)
    }

    /// The connections of this process that lead where this client wants to go.
    func shelf() -> ConnectionShelf {
        ownShelf.shelf(settings.profile)
    }

    /// Tells this client from others in the process.
    var identity: Int { Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }

    /// End every send and batch of this client that is under way, in whatever thread. Later ones are not touched.
    package func cancel() {
        ownShelf.existing?.cancelWork(of: self)
    }

    /// Close the connections of this process that nobody uses.
    package static func closeIdleConnections() {
        ConnectionPool.own().closeIdle()
    }

    /// A send that was refused before anything was tried.
    func refused(_ failure: SendFailure) -> SendReport {
        logRefusal(failure)
        return SendReport(failure)
    }

    /// Write an SMS into a transfer; false if memory ran out.
    func write(_ sms: SMS, to transfer: Transfer) -> Bool {
        transfer.call.write(sms, settings.credentials, transport: settings.transport)
    }

    /// Write a message of a batch into a transfer; false if memory ran out.
    func write(_ message: WaitingMessage, to transfer: Transfer) -> Bool {
        switch message.content {
        case .sms(let sms): return write(sms, to: transfer)
        case .written(let packed):
            return transfer.call.write(packed: packed, settings.credentials, transport: settings.transport)
        }
    }

    // MARK: - Checks

    /// What an SMS is to be written from, if it may go out.
    func checked(
        to: UnsafeBufferPointer<UInt8>, from: UnsafeBufferPointer<UInt8>?, text: UnsafeBufferPointer<UInt8>
    ) throws(SendFailure) -> (MSISDNDigits, Sender) {
        let recipient = try normalized(to)
        let sender = try self.sender(from)
        try Client.check(text)
        try TextRules.check(text, settings, isLimited: settings.credentials.limitsTexts)
        try check(recipient, sender, text)
        return (recipient, sender)
    }

    /// The provider's rules for numbers and senders.
    private func check(
        _ recipient: MSISDNDigits, _ sender: Sender, _ text: UnsafeBufferPointer<UInt8>
    ) throws(SendFailure) {
        var fault: RequestFault?
        recipient.withBytes { to in
            sender.withBytes { from in
                do throws(RequestFault) {
                    try settings.provider.check(SMS(to: to, from: from, text: text))
                } catch {
                    fault = error
                }
            }
        }
        if let fault { throw SendFailure(fault) }
    }

    private func normalized(_ to: UnsafeBufferPointer<UInt8>) throws(SendFailure) -> MSISDNDigits {
        guard to.count > 0 else { throw SendFailure(.argument, "to: empty", at: 0) }
        do throws(NumberError) {
            return try MSISDN.normalize(to, defaultRegion: region(of: to))
        } catch {
            throw SendFailure(error, field: "to")
        }
    }

    /// The region in which a recipient's number is read; nil: its digits are international.
    func region(of number: UnsafeBufferPointer<UInt8>) -> Region? {
        guard let region = settings.defaultRegion else { return nil }
        // What the provider knows of prefixes, it knows of those of its own country.
        let isAtHome = settings.provider.homeRegion.map { Region($0) == region.uppercased } ?? false
        return isAtHome && settings.provider.hasInternationalPrefix(number) ? nil : region
    }

    private func sender(_ from: UnsafeBufferPointer<UInt8>?) throws(SendFailure) -> Sender {
        if let from {
            if let offset = UTF8.firstInvalid(in: from) {
                throw SendFailure(.utf8, "from: not valid UTF-8", at: offset)
            }
            return try Sender(from, field: "from")
        }
        guard let kept = settings.defaultSender else {
            if settings.provider.hasSendersOfItsOwn { return Sender() }
            throw SendFailure(.argument, "from: missing, and the client has no default sender")
        }
        return kept
    }

    private static func check(_ text: UnsafeBufferPointer<UInt8>) throws(SendFailure) {
        guard text.count > 0 else { throw SendFailure(.argument, "text: empty", at: 0) }
        guard text.count <= maximumText else {
            throw SendFailure(.limit, "text: longer than 65536 bytes", at: maximumText)
        }
        if let offset = UTF8.firstInvalid(in: text) {
            throw SendFailure(.utf8, "text: not valid UTF-8", at: offset)
        }
        if let offset = XMLText.firstForbidden(in: text) {
            throw SendFailure(.text, "text: a control character that a message cannot hold", at: offset)
        }
    }
}
