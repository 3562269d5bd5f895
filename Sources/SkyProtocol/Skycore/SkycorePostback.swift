import SkyDocument

/// Reads Skycore's postbacks (docs/skycore.md, section 5).
package enum SkycorePostback {
    /// Notifications that one document may hold (section 5.8).
    package static let maximumNotifications = 300

    /// Read a postback.
    ///
    /// - Parameter body: the body of the request that brought it: the document itself, or a form with the field
    ///   `xml` (section 5.1).
    /// - Returns: a block with one record for each notification, 0 to 300.
    /// - Throws: what is wrong; offsets count from the beginning of the document.
    @export(interface)
    package static func read(_ body: UnsafeBufferPointer<UInt8>) throws(ProtocolError) -> RecordBlock {
        guard let desk = ReadingDesk.ofThisThread() else { throw .outOfMemory }
        let header = try collect(body, desk)
        guard let block = desk.records.finish(header, raw: body) else {
            throw .outOfMemory
        }
        return block
    }

    /// Read a postback into memory of the caller's: the same block.
    ///
    /// - Returns: the bytes that the block takes. If `memory` has fewer, nothing was written.
    /// - Throws: as `read(_:)`.
    package static func read(
        _ body: UnsafeBufferPointer<UInt8>, into memory: UnsafeMutableRawBufferPointer
    ) throws(ProtocolError) -> Int {
        guard let desk = ReadingDesk.ofThisThread() else { throw .outOfMemory }
        let header = try collect(body, desk)
        guard let size = desk.records.finish(header, raw: body, into: memory) else { throw .outOfMemory }
        return size
    }

    /// Put all notifications of a document on the desk; gives the header of the block that they will be.
    private static func collect(
        _ body: UnsafeBufferPointer<UInt8>, _ desk: ReadingDesk
    ) throws(ProtocolError) -> RecordHeader {
        let root = try self.root(of: body, desk)
        desk.records.reset(withFingerprints: true)
        try forEachNotification(in: root) { notification throws(ProtocolError) in
            append(notification, desk)
        }
        return RecordHeader(notifications: desk.records.recordCount, of: .skycore)
    }

    /// The document's root, once it is known to be a postback's (rule T3).
    static func root(
        of body: UnsafeBufferPointer<UInt8>, _ desk: ReadingDesk
    ) throws(ProtocolError) -> Element {
        var document = body
        if FormBody.isForm(body) {
            guard body.count <= DocumentLimits.bytes * 3 else {
                throw .document(DocumentError(.tooLong, at: DocumentLimits.bytes))
            }
            try FormBody.decodeField("xml", of: body, into: &desk.form)
            document = desk.form.bytes
        }
        let root: Element
        do { root = try desk.reader.read(document) } catch { throw .document(error) }
        guard ByteScan.equal(root.name, "POSTBACK") || ByteScan.equal(root.name, "NOTIFICATION") else {
            throw .unknownRoot
        }
        return root
    }

    /// Go over the notifications of a document: every NOTIFICATION, else the POSTBACK itself if it says what it is
    /// (rule T11).
    static func forEachNotification(
        in root: Element, _ visit: (Element) throws(ProtocolError) -> Void
    ) throws(ProtocolError) {
        if ByteScan.equal(root.name, "NOTIFICATION") { return try visit(root) }
        var count = 0
        var isNotification = false
        var next = root.firstChild
        while let child = next {
            next = child.next
            if ByteScan.equal(child.name, "NOTIFICATION") {
                count &+= 1
                guard count <= maximumNotifications else { throw .tooManyNotifications }
                try visit(child)
            } else if ByteScan.equal(child.name, "ORIGIN") || ByteScan.equal(child.name, "CODE")
                || ByteScan.equal(child.name, "STATUSCODE")
            {
                isNotification = true
            }
        }
        if count == 0, isNotification { try visit(root) }
    }

    private static func append(_ notification: Element, _ desk: ReadingDesk) {
        desk.records.beginRecord()
        SkycoreFields.append(childrenOf: notification, to: &desk.records, path: &desk.path, leavesOutEntries: false)
        judge(&desk.records)
    }

    /// Kind, verdict and finality of the record that was begun last (rule T12).
    private static func judge(_ records: inout RecordWriter) {
        let index = records.recordCount &- 1
        let codeText = records.value("CODE", ofRecord: index) ?? records.value("STATUSCODE", ofRecord: index)
        let code = codeText.flatMap { PostbackCode.skycore(ProviderCode($0)) }
        let origin = records.value("ORIGIN", ofRecord: index)
        let status = records.value("STATUS", ofRecord: index)
        var verdict = code?.verdict ?? .unknown
        var isFinal = code?.isFinal ?? false
        if let status, status.count == 0, let code, code.verdict == .success, code.kind.isDelivery {
            // Legacy bundles say the state in attributes of STATUS, and used these codes for failures as well.
            verdict = .unknown
        } else if let status, isFailure(status) {
            verdict = .failure
            isFinal = true
        }
        let kind = self.kind(code: code, origin: origin)
        records.updateLast { record in
            record.kind = kind.rawValue
            record.verdict = verdict.rawValue
            record.isFinal = isFinal ? 1 : 0
        }
    }

    /// The code tells the kind; of a delivery report ORIGIN tells whether it is an MMS's (an N202 with ORIGIN MMS_MT
    /// is about the link of an MMS); of an unknown code ORIGIN is all there is.
    private static func kind(code: PostbackCode?, origin: UnsafeBufferPointer<UInt8>?) -> PostbackKind {
        let kindOfOrigin = origin.flatMap { PostbackKind.skycore(origin: $0) }
        guard let code else { return kindOfOrigin ?? .other }
        switch code.kind {
        case .smsDelivery, .mmsDelivery, .other: return kindOfOrigin ?? code.kind
        default: return code.kind
        }
    }

    private static func isFailure(_ status: UnsafeBufferPointer<UInt8>) -> Bool {
        ends(status, "failed") || ends(status, "expired") || ends(status, "rejected")
            || ends(status, "notsupported") || ends(status, "not supported")
    }

    @inline(never)
    private static func ends(_ text: UnsafeBufferPointer<UInt8>, _ ending: StaticString) -> Bool {
        guard text.count >= ending.utf8CodeUnitCount else { return false }
        let start = text.count &- ending.utf8CodeUnitCount
        return ByteScan.equalIgnoringCase(UnsafeBufferPointer(rebasing: text[start...]), ending)
    }
}

extension PostbackKind {
    /// Whether a later STATUS decides over the notification: delivery reports and discovery messages.
    fileprivate var isDelivery: Bool {
        self == .smsDelivery || self == .mmsDelivery || self == .discovery
    }
}
