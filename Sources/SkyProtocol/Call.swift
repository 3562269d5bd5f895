import SkyDocument

/// One call of a provider's interface as it travels: the place where the providers' ways of asking meet.
///
/// It is kept with a connection and written again for each send, so that a send allocates nothing. Afterwards it says
/// what the answer must be held against: whom the message was for, and which list was asked for.
package struct Call: ~Copyable {
    /// The methods that providers use.
    package enum Method {
        case get
        case post
    }

    /// Whose interface it speaks.
    package private(set) var provider = Provider.skycore

    /// How it is written at Skycore's.
    private var skycore = SkycoreRequest()
    private var isSkycoreQuery = false

    /// How it is written at Cellcast's.
    private var cellcast = CellcastRequest()

    /// Whom it is for, in international form.
    private(set) var recipients = RecipientList()

    /// A call that nothing is written in.
    package init() {}

    /// Begin anew.
    package mutating func begin(_ provider: Provider) {
        self.provider = provider
        recipients.reset()
    }

    /// Append the next recipient, in the order of `CheckedRequest.forEachRecipient`.
    ///
    /// - Parameter digits: its number in international form, digits only.
    /// - Throws: `.notRecipient`, `.notNewZealand` for numbers that the provider does not take.
    package mutating func append(recipient digits: UnsafeBufferPointer<UInt8>, of place: RecipientPlace)
        throws(RequestFault)
    {
        if provider == .cellcast { try CellcastNumber.check(digits, place) }
        recipients.append(digits, message: place.message)
    }

    // MARK: - Writing

    /// Write an SMS. False if memory ran out.
    @export(interface)
    package mutating func write(
        _ sms: SMS, _ credentials: Credentials, transport: SkycoreRequest.Transport
    ) -> Bool {
        begin(credentials.provider)
        switch provider {
        case .skycore:
            isSkycoreQuery = transport == .get
            return skycore.write(sms, credentials.skycore, transport: transport)
        case .cellcast:
            recipients.append(sms.to, message: 0)
            guard recipients.isComplete else { return false }
            return cellcast.write(
                text: sms.text, from: sms.from, recipients, isNewer: credentials.mode == .bearer)
        }
    }

    /// Write a request whose recipients have been appended.
    ///
    /// - Parameter sender: stands in for the sender that the request gives at Skycore's, and for one that is missing.
    @export(interface)
    package mutating func write(
        _ checked: CheckedRequest, sender: UnsafeBufferPointer<UInt8>?, _ credentials: Credentials,
        transport: SkycoreRequest.Transport
    ) throws(RequestFault) {
        guard recipients.isComplete else { throw RequestFault.outOfMemory }
        switch checked.dialect {
        case .skycore:
            isSkycoreQuery = transport == .get
            var replacements = RequestReplacements()
            replacements.recipient = recipients.goingOut(0)
            replacements.sender = sender
            try skycore.write(checked.request, credentials.skycore, replacements, transport: transport)
        case .cellcast(let call):
            try cellcast.write(
                checked.root, call, named: checked.request.action, recipients, defaultSender: sender)
        }
    }

    // MARK: - One text for many

    /// Begin a call that takes one text to many recipients.
    package mutating func beginGroup(_ credentials: Credentials) {
        begin(credentials.provider)
    }

    /// Append a recipient to the group. False if it is in it already, or the group is full.
    package mutating func appendToGroup(_ digits: UnsafeBufferPointer<UInt8>, _ credentials: Credentials) -> Bool {
        guard recipients.count < credentials.groupLimit, !recipients.has(digits) else { return false }
        recipients.append(digits, message: 0)
        return true
    }

    /// The digits of recipient `index` of the group; empty if there is none.
    @export(interface)
    package func recipient(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        recipients.recipient(index).map { recipients.number(of: $0) } ?? UnsafeBufferPointer(start: nil, count: 0)
    }

    /// Write the call for the group. False if memory ran out.
    package mutating func writeGroup(
        from: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>, _ credentials: Credentials
    ) -> Bool {
        guard provider == .cellcast, recipients.isComplete else { return false }
        return cellcast.write(text: text, from: from, recipients, isNewer: credentials.mode == .bearer)
    }

    // MARK: - Keeping

    /// Append all that a later `write(packed:)` needs.
    package func pack(into output: inout ByteBuffer) {
        switch provider {
        case .skycore: output.append(skycore.payload.bytes)
        case .cellcast: cellcast.pack(into: &output, recipients)
        }
    }

    /// Write what was written and packed before, by a call of the same provider and transport. False if memory ran out.
    package mutating func write(
        packed: UnsafeBufferPointer<UInt8>, _ credentials: Credentials, transport: SkycoreRequest.Transport
    ) -> Bool {
        begin(credentials.provider)
        switch provider {
        case .skycore:
            isSkycoreQuery = transport == .get
            return skycore.write(written: packed)
        case .cellcast:
            return cellcast.write(packed: packed, &recipients) && recipients.isComplete
        }
    }

    // MARK: - What travels

    /// GET or POST.
    package func method(_ transport: SkycoreRequest.Transport) -> Method {
        provider == .skycore ? (transport == .get ? .get : .post) : cellcast.method
    }

    /// What follows the base URL, with one `/` between; empty for nothing.
    package var path: UnsafeBufferPointer<UInt8> {
        provider == .skycore ? UnsafeBufferPointer(start: nil, count: 0) : cellcast.path.bytes
    }

    /// The query, without `?`; empty for none.
    package var query: UnsafeBufferPointer<UInt8> {
        if provider == .cellcast { return cellcast.query.bytes }
        return isSkycoreQuery ? skycore.payload.bytes : UnsafeBufferPointer(start: nil, count: 0)
    }

    /// The body of a POST.
    package var body: UnsafeBufferPointer<UInt8> {
        if provider == .cellcast { return cellcast.body.bytes }
        return isSkycoreQuery ? UnsafeBufferPointer(start: nil, count: 0) : skycore.payload.bytes
    }

    /// The line Content-Type, with a NUL behind it; nil for what HTTP libraries send of themselves with forms.
    package func contentType(_ transport: SkycoreRequest.Transport) -> UnsafeBufferPointer<UInt8>? {
        switch provider {
        case .skycore:
            return transport == .raw ? PermanentWords("Content-Type: text/xml; charset=utf-8").bytes : nil
        case .cellcast:
            return cellcast.contentType
        }
    }

    // MARK: - What the answer is held against

    /// The call in Cellcast's table, if it has it.
    var cellcastCall: CellcastCall? { provider == .cellcast ? cellcast.call : nil }

    /// The list that was asked for: the action and the parameters, each name and value followed by a NUL; empty if it
    /// was no list.
    var listRequest: UnsafeBufferPointer<UInt8> {
        provider == .cellcast ? cellcast.listRequest.bytes : UnsafeBufferPointer(start: nil, count: 0)
    }
}
