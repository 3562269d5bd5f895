import CSkyTables
import SkyDocument

/// A request that has been held against its provider's table: what a client needs to know of it before it is written.
package struct CheckedRequest {
    /// Whose call it is, and what the table knows of it.
    enum Dialect {
        case skycore(SkycoreAction?)
        case cellcast(CellcastCall?)
    }

    /// The request.
    package let request: Request
    let root: Element
    let dialect: Dialect

    /// Check a request. Calls that the table does not have are checked for their form only.
    ///
    /// - Parameter hasDefaultSender: a sender that is missing will be filled in.
    @export(interface)
    package init(_ request: Request, for provider: Provider, hasDefaultSender: Bool) throws(RequestFault) {
        self.request = request
        root = try request.content()
        switch provider {
        case .skycore:
            guard XMLText.isName(request.action) else { throw RequestFault(.badName, "action") }
            if request.hasFile { throw RequestFault(.fileHere, "file") }
            try SkycoreActionCheck.checkOwnNames(in: root)
            let action = SkycoreAction(named: request.action)
            dialect = .skycore(action)
            if let action { try SkycoreActionCheck(action, hasDefaultSender: hasDefaultSender).check(root) }
        case .cellcast:
            let call = CellcastCall(named: request.action)
            dialect = .cellcast(call)
            try CellcastCheck.checkForm(of: root, takesFiles: call?.body == .form)
            if let call { try CellcastCheck(call, hasDefaultSender: hasDefaultSender).check(root) }
        }
    }

    /// Visit every recipient's number as the caller wrote it. The order is the one in which `Call` wants them.
    package func forEachRecipient<Failure: Error>(
        _ visit: (UnsafeBufferPointer<UInt8>, RecipientPlace) throws(Failure) -> Void
    ) throws(Failure) {
        switch dialect {
        case .skycore(let action):
            guard let action, let number = action.recipient(in: root), let name = action.recipientName else { return }
            try visit(number, RecipientPlace(PermanentWords(ofTable: name)))
        case .cellcast(let call):
            guard let call else { return }
            try call.forEachRecipient(in: root, visit)
        }
    }

    /// The sender that the request gives; nil if it gives none, or if it needs no plain form.
    package var sender: UnsafeBufferPointer<UInt8>? {
        if case .skycore(let action) = dialect { return action?.sender(in: root) }
        return nil
    }

    /// Whether the client's own sender is to be filled in where the request has none.
    package var wantsDefaultSender: Bool {
        if case .skycore(let action) = dialect { return action?.lacksSender(root) ?? false }
        return true
    }

    /// Whether texts are refused that are longer than the limit in public; see `Credentials.limitsTexts`.
    package var limitsTexts: Bool {
        if case .cellcast(let call) = dialect { return call?.isNewer == false }
        return false
    }

    /// Visit every text of an SMS that goes out.
    package func forEachText<Failure: Error>(
        _ visit: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        switch dialect {
        case .skycore(let action):
            if let text = action?.smsText(in: root) { try visit(text) }
        case .cellcast(let call):
            guard let call else { return }
            try call.forEachText(in: root, visit)
        }
    }
}
