import SkyDocument

/// Writes requests the way Skycore wants them on the wire (docs/skycore.md, sections 1.2 to 1.5).
///
/// It is kept with a connection and used again, so that a send allocates nothing.
package struct SkycoreRequest: ~Copyable {
    /// How a request travels. Raw values are those of `sky_transport`.
    package enum Transport: UInt32 {
        /// POST, the document in the form field `xml`.
        case form = 0
        /// POST, the document as the body.
        case raw = 1
        /// GET, parameters in the query.
        case get = 2
    }

    var document = XMLWriter()

    /// The body of a POST, or the query of a GET (without `?`).
    package internal(set) var payload = ByteBuffer()

    /// A writer with nothing written.
    package init() {}

    /// Write a request sendSMS into `payload`. False if memory ran out.
    @export(interface)
    package mutating func write(
        _ sms: SMS, _ credentials: SkycoreCredentials, transport: Transport
    ) -> Bool {
        begin()
        if transport == .get {
            writeQuery(sms, credentials)
        } else {
            writeDocument(sms, credentials)
            wrap(for: transport)
        }
        return isComplete
    }

    /// Take over a payload that was written before. False if memory ran out.
    package mutating func write(written: UnsafeBufferPointer<UInt8>) -> Bool {
        begin()
        payload.append(written)
        return isComplete
    }

    /// Forget what was written before.
    mutating func begin() {
        payload.shrink(above: 64 << 10)
        payload.reset()
        document.beginDocument()
    }

    /// Make the payload of a POST from the document.
    mutating func wrap(for transport: Transport) {
        if transport == .raw {
            swap(&payload, &document.output)
        } else {
            payload.append("xml=")
            FormBody.encode(document.output.bytes, into: &payload)
        }
    }

    /// Whether memory was enough for all of it.
    var isComplete: Bool { !payload.hasFailed && !document.output.hasFailed }

    /// The credentials, in upper-case elements.
    mutating func writeElements(_ credentials: SkycoreCredentials) {
        write("API_KEY", credentials.apiKey)
        write("USER", credentials.user)
        write("PASS", credentials.passwordDigest)
    }

    /// The credentials, as parameters of a query that has begun.
    mutating func writeParameters(_ credentials: SkycoreCredentials) {
        append("&api_key=", credentials.apiKey)
        append("&user=", credentials.user)
        append("&pass=", credentials.passwordDigest)
    }

    /// Upper-case elements, the action in camel case, as the documents write them (section 1.5).
    private mutating func writeDocument(_ sms: SMS, _ credentials: SkycoreCredentials) {
        document.begin("REQUEST")
        document.begin("ACTION")
        document.output.append("sendSMS")
        document.end("ACTION")
        writeElements(credentials)
        document.element("TO", sms.to)
        document.element("FROM", sms.from)
        document.element("TEXT", sms.text)
        document.end("REQUEST")
    }

    /// Lower-case names and the action in lower case, as all GET examples have them (section 1.2).
    private mutating func writeQuery(_ sms: SMS, _ credentials: SkycoreCredentials) {
        payload.append("action=sendsms")
        writeParameters(credentials)
        payload.append("&to=")
        FormBody.encode(sms.to, into: &payload)
        payload.append("&from=")
        FormBody.encode(sms.from, into: &payload)
        payload.append("&text=")
        FormBody.encode(sms.text, into: &payload)
    }

    private mutating func write(_ name: StaticString, _ value: [UInt8]) {
        guard !value.isEmpty else { return }
        value.withUnsafeBufferPointer { document.element(name, $0) }
    }

    private mutating func append(_ name: StaticString, _ value: [UInt8]) {
        guard !value.isEmpty else { return }
        payload.append(name)
        value.withUnsafeBufferPointer { FormBody.encode($0, into: &payload) }
    }
}
