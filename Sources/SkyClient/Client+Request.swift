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
                try write(request, to: &connection.transfer.request)
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
    func write(_ request: Request, to written: inout SkycoreRequest) throws(SendFailure) {
        let root = try Client.checkedContent(of: request, hasDefaultSender: settings.defaultSender != nil)
        let action = SkycoreAction(named: request.action)
        let recipient = try recipient(of: action, in: root)
        let sender = try sender(of: action, in: root)
        if let limit = settings.maxSegments, let text = action?.smsText(in: root) {
            try SegmentLimit.check(text, atMost: limit)
        }
        try write(request, recipient, sender, to: &written)
    }

    /// Hold a request against the provider's table of actions, without sending it; gives its content.
    ///
    /// - Parameter hasDefaultSender: a missing sender will be filled in.
    @discardableResult
    package static func checkedContent(of request: Request, hasDefaultSender: Bool) throws(SendFailure) -> Element {
        do throws(RequestFault) {
            let root = try request.content()
            try SkycoreActionCheck.checkOwnNames(in: root)
            guard let action = SkycoreAction(named: request.action) else { return root }
            try SkycoreActionCheck(action, hasDefaultSender: hasDefaultSender).check(root)
            return root
        } catch {
            throw SendFailure(error)
        }
    }

    private func recipient(of action: SkycoreAction?, in root: Element) throws(SendFailure) -> MSISDNDigits? {
        guard let action, let text = action.recipient(in: root), let name = action.recipientName else { return nil }
        do throws(NumberError) {
            return try MSISDN.normalize(text, defaultRegion: settings.defaultRegion)
        } catch {
            throw SendFailure(error, field: name)
        }
    }

    /// The sender as it goes out: the caller's in its plain form, or the client's where the action needs one.
    private func sender(of action: SkycoreAction?, in root: Element) throws(SendFailure) -> Sender? {
        guard let action else { return nil }
        if let text = action.sender(in: root) { return try Sender(text, field: "FROM") }
        return action.lacksSender(root) ? settings.defaultSender : nil
    }

    private func write(
        _ request: Request, _ recipient: MSISDNDigits?, _ sender: Sender?, to written: inout SkycoreRequest
    ) throws(SendFailure) {
        var fault: RequestFault?
        Client.withBytes(of: recipient) { recipient in
            Client.withBytes(of: sender) { sender in
                var replacements = RequestReplacements()
                replacements.recipient = recipient
                replacements.sender = sender
                do throws(RequestFault) {
                    try written.write(request, settings.credentials, replacements, transport: settings.transport)
                } catch {
                    fault = error
                }
            }
        }
        if let fault { throw SendFailure(fault) }
    }

    private static func withBytes(of digits: MSISDNDigits?, _ body: (UnsafeBufferPointer<UInt8>?) -> Void) {
        guard let digits else { return body(nil) }
        digits.withBytes { body($0) }
    }

    private static func withBytes(of sender: Sender?, _ body: (UnsafeBufferPointer<UInt8>?) -> Void) {
        guard let sender else { return body(nil) }
        sender.withBytes { body($0) }
    }
}
