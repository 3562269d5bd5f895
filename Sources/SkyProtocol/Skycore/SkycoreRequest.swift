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

    private var document = XMLWriter()

    /// The body of a POST, or the query of a GET (without `?`).
    package private(set) var payload = ByteBuffer()

    /// A writer with nothing written.
    package init() {}

    /// Write a request sendSMS into `payload`. False if memory ran out.
    @export(interface)
    package mutating func write(
        _ sms: SkycoreSMS, apiKey: UnsafeBufferPointer<UInt8>, transport: Transport
    ) -> Bool {
        payload.shrink(above: 64 << 10)
        payload.reset()
        switch transport {
        case .get:
            writeQuery(sms, apiKey)
        case .form:
            writeDocument(sms, apiKey)
            payload.append("xml=")
            FormBody.encode(document.output.bytes, into: &payload)
        case .raw:
            writeDocument(sms, apiKey)
            swap(&payload, &document.output)
        }
        return !payload.hasFailed && !document.output.hasFailed
    }

    /// Upper-case elements, the action in camel case, as the documents write them (section 1.5).
    private mutating func writeDocument(_ sms: SkycoreSMS, _ apiKey: UnsafeBufferPointer<UInt8>) {
        document.beginDocument()
        document.begin("REQUEST")
        document.begin("ACTION")
        document.output.append("sendSMS")
        document.end("ACTION")
        document.element("API_KEY", apiKey)
        document.element("TO", sms.to)
        document.element("FROM", sms.from)
        document.element("TEXT", sms.text)
        document.end("REQUEST")
    }

    /// Lower-case names and the action in lower case, as all GET examples have them (section 1.2).
    private mutating func writeQuery(_ sms: SkycoreSMS, _ apiKey: UnsafeBufferPointer<UInt8>) {
        payload.append("action=sendsms&api_key=")
        FormBody.encode(apiKey, into: &payload)
        payload.append("&to=")
        FormBody.encode(sms.to, into: &payload)
        payload.append("&from=")
        FormBody.encode(sms.from, into: &payload)
        payload.append("&text=")
        FormBody.encode(sms.text, into: &payload)
    }
}
