import CSkyTables
import SkyDocument

/// Writes calls the way Cellcast wants them on the wire (docs/cellcast.md, sections 4 and 5).
///
/// It is kept with a connection and used again, so that a send allocates nothing.
struct CellcastRequest: ~Copyable {
    /// GET or POST.
    var method = Call.Method.post
    /// The path behind the base URL.
    var path = ByteBuffer()
    /// The query, without `?`.
    var query = ByteBuffer()
    /// The body of a POST.
    var body = ByteBuffer()
    /// The call in the table, if it has it.
    var call: CellcastCall?
    /// The list that was asked for; see `Call.listRequest`.
    var listRequest = ByteBuffer()

    var json = JSONWriter()
    /// The line Content-Type of a form, with a NUL behind it; else empty.
    var formType = ByteBuffer()
    /// A number on its way into a document.
    private var number = ByteBuffer()
    /// The next recipient to be written.
    var nextRecipient = 0
    /// Elements of the request that go out as one array.
    var namesakes = CellcastNamesakes()

    init() {}

    /// The line Content-Type, with a NUL behind it; nil for GET.
    var contentType: UnsafeBufferPointer<UInt8>? {
        if method == .get { return nil }
        return formType.count > 0 ? formType.bytes : PermanentWords("Content-Type: application/json").bytes
    }

    /// Write an SMS to all recipients that are no doubles. False if memory ran out.
    ///
    /// - Parameter isNewer: for the newer platform, whose names are others.
    mutating func write(
        text: UnsafeBufferPointer<UInt8>, from: UnsafeBufferPointer<UInt8>, _ recipients: borrowing RecipientList,
        isNewer: Bool
    ) -> Bool {
        begin(.post)
        let name = PermanentWords(isNewer ? "v1/gateway" : "send-sms").bytes
        call = CellcastCall(named: name)
        path.add(name)
        json.beginObject()
        json.name(isNewer ? "message" : "sms_text")
        json.string(text)
        json.name(isNewer ? "contacts" : "numbers")
        json.beginArray()
        for index in 0..<recipients.count {
            if let digits = recipients.goingOut(index) { write(number: digits) }
        }
        json.endArray()
        if from.count > 0 {
            json.name(isNewer ? "sender" : "from")
            json.string(CellcastSender.goingOut(from))
        }
        json.endObject()
        takeJSON()
        return isComplete
    }

    /// Write a checked request.
    ///
    /// - Parameter defaultSender: fills in where a call takes a sender and none is given.
    /// - Throws: `.notSender`, `.notShortCode` for a default sender that the call does not take; `.notOverGET`,
    ///   `.notBlock` for what has no form in a call that the table does not have; `.outOfMemory`.
    mutating func write(
        _ root: Element, _ known: CellcastCall?, named name: UnsafeBufferPointer<UInt8>,
        _ recipients: borrowing RecipientList, defaultSender: UnsafeBufferPointer<UInt8>?
    ) throws(RequestFault) {
        let (named, wished) = CallName.pathAndMethod(name)
        begin(wished ?? known?.method ?? CellcastRequest.usualMethod(named))
        call = known
        writePath(named, known)
        if method == .get {
            try writeQuery(root, known)
            // With the method, if it was named: another one would do something else than read.
            rememberList(root, name)
        } else if known?.body == .form {
            try writeForm(root, known, recipients)
        } else {
            let isList = known?.body == .list
            guard namesakes.prepare(root) else { throw RequestFault.outOfMemory }
            if isList { json.beginArray() } else { json.beginObject() }
            if isList {
                try writeElements(of: root, known, at: 0, recipients, defaultSender)
            } else {
                try writeMembers(of: root, known, at: 0, recipients, defaultSender)
            }
            if isList { json.endArray() } else { json.endObject() }
            takeJSON()
        }
        guard isComplete else { throw RequestFault.outOfMemory }
    }

    /// A number as it goes out: with a plus.
    mutating func write(number digits: UnsafeBufferPointer<UInt8>) {
        number.reset()
        number.add(0x2B)
        number.add(digits)
        json.string(number.bytes)
    }

    // MARK: - Parts

    /// Forget what was written before.
    mutating func begin(_ method: Call.Method) {
        self.method = method
        call = nil
        nextRecipient = 0
        path.reset()
        query.reset()
        listRequest.reset()
        formType.reset()
        body.shrink(above: 64 << 10)
        body.reset()
        json.reset(keeping: 64 << 10)
    }

    /// Whether memory was enough for all of it.
    var isComplete: Bool {
        !path.hasFailed && !query.hasFailed && !body.hasFailed && !json.output.hasFailed && !formType.hasFailed
            && !listRequest.hasFailed && !number.hasFailed
    }

    private mutating func takeJSON() {
        swap(&body, &json.output)
    }

    /// Calls that read are called get… in every generation.
    private static func usualMethod(_ path: UnsafeBufferPointer<UInt8>) -> Call.Method {
        let start = (path.lastIndex(of: 0x2F) ?? -1) &+ 1
        guard path.count &- start >= 3 else { return .post }
        let first = UnsafeBufferPointer(rebasing: path[start..<start &+ 3])
        return ByteScan.equalIgnoringCase(first, "get") ? .get : .post
    }

    /// The documented spelling, but `api/` in front as the caller wrote it.
    private mutating func writePath(_ name: UnsafeBufferPointer<UInt8>, _ known: CellcastCall?) {
        guard let documented = known?.path else { return path.add(name) }
        if ByteScan.starts(with: "api/", in: name, at: 0) { path.append("api/") }
        path.add(documented)
    }

    private mutating func writeQuery(_ root: Element, _ known: CellcastCall?) throws(RequestFault) {
        var next = root.firstChild
        while let child = next {
            next = child.next
            let parameter = known?.place(of: child.name, in: 0).flatMap { known?.parameter(at: $0) }
            if child.hasChildren { throw RequestFault(.notOverGET, parameter?.words ?? PermanentWords("parameter")) }
            if parameter != nil, child.value.count == 0 { continue }
            if query.count > 0 { query.add(0x26) }
            query.add(parameter?.nameBytes ?? child.name)
            query.add(0x3D)
            FormBody.encode(child.value, into: &query)
        }
    }

    /// Keep what a request for the next page needs.
    private mutating func rememberList(_ root: Element, _ name: UnsafeBufferPointer<UInt8>) {
        remember(name)
        var next = root.firstChild
        while let child = next {
            next = child.next
            remember(child.name)
            remember(child.value)
        }
    }

    private mutating func remember(_ text: UnsafeBufferPointer<UInt8>) {
        listRequest.add(text)
        listRequest.add(0)
    }
}
