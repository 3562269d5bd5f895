import SkyDocument
import SkyNumbers
import SkyProtocol

extension Client {
    /// Send a request for any action.
    ///
    /// Everything is checked before anything is sent. The request is not changed and may be sent again.
    package func send(_ request: Request) -> SendReport {
        beginUse()
        do throws(SendFailure) {
            let shelf = shelf()
            let connection = try shelf.take(for: self)
            do throws(SendFailure) {
                try write(request, to: &connection.transfer.call)
            } catch {
                shelf.give(back: connection, isUsable: true)
                throw error
            }
            return send(with: connection, from: shelf)
        } catch {
            return refused(error)
        }
    }

    /// Check a request and write it as it goes out.
    func write(_ request: Request, to call: inout Call) throws(SendFailure) {
        let checked = try Client.check(
            request, for: settings.provider, hasDefaultSender: settings.defaultSender != nil)
        try checked.forEachText { text throws(SendFailure) in
            try TextRules.check(text, settings, isLimited: checked.limitsTexts)
        }
        call.begin(settings.provider)
        try checked.forEachRecipient { number, place throws(SendFailure) in
            try append(number, place, to: &call)
        }
        try write(checked, try sender(of: checked), to: &call)
    }

    /// Hold a request against the provider's table, without sending it.
    ///
    /// - Parameter hasDefaultSender: a missing sender will be filled in.
    @discardableResult
    package static func check(
        _ request: Request, for provider: Provider, hasDefaultSender: Bool
    ) throws(SendFailure) -> CheckedRequest {
        do throws(RequestFault) {
            return try CheckedRequest(request, for: provider, hasDefaultSender: hasDefaultSender)
        } catch {
            throw SendFailure(error)
        }
    }

    @inline(never)
    private func append(
        _ number: UnsafeBufferPointer<UInt8>, _ place: RecipientPlace, to call: inout Call
    ) throws(SendFailure) {
        let digits: MSISDNDigits
        do throws(NumberError) {
            digits = try MSISDN.normalize(number, defaultRegion: place.isNewZealand ? Region("NZ") : region(of: number))
        } catch {
            throw SendFailure(error, field: place.field.bytes)
        }
        var fault: RequestFault?
        digits.withBytes { bytes in
            do throws(RequestFault) { try call.append(recipient: bytes, of: place) } catch { fault = error }
        }
        if let fault { throw SendFailure(fault) }
    }

    /// The sender as it goes out: the caller's in its plain form, or the client's where the request has none.
    private func sender(of checked: CheckedRequest) throws(SendFailure) -> Sender? {
        if let text = checked.sender { return try Sender(text, field: "FROM") }
        return checked.wantsDefaultSender ? settings.defaultSender : nil
    }

    private func write(_ checked: CheckedRequest, _ sender: Sender?, to call: inout Call) throws(SendFailure) {
        var fault: RequestFault?
        Client.withBytes(of: sender) { sender in
            do throws(RequestFault) {
                try call.write(checked, sender: sender, settings.credentials, transport: settings.transport)
            } catch {
                fault = error
            }
        }
        if let fault { throw SendFailure(fault) }
    }

    private static func withBytes(of sender: Sender?, _ body: (UnsafeBufferPointer<UInt8>?) -> Void) {
        guard let sender else { return body(nil) }
        sender.withBytes { body($0) }
    }
}
