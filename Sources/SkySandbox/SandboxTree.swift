import SkyDocument
import SkyProtocol

/// Brings a request, by whichever transport it came, into one tree of elements (docs/skycore.md, sections 1.2 to 1.5).
///
/// Values are trimmed, because the server tolerates blanks around them; a text keeps its own.
struct SandboxTree: ~Copyable {
    /// Characters of an alphanumeric sender; the provider cuts off what is longer (section 3.1).
    private static let maskLength = 11

    private(set) var document: DocumentBuilder

    private init() {
        let root: StaticString = "REQUEST"
        document = DocumentBuilder(root: SandboxTree.bytes(of: root))
    }

    /// Read a request.
    ///
    /// - Throws: E100 if there is no document, E108 if it cannot be parsed.
    static func document(
        of request: SandboxRequest, _ reader: XMLReader
    ) throws(SandboxRefusal) -> DocumentBuilder {
        var tree = SandboxTree()
        do throws(DocumentError) {
            if request.method.isSame(as: "GET") {
                let form = SandboxForm(Array(request.query.utf8))
                guard !form.fields.isEmpty else { throw DocumentError(.empty, at: 0) }
                try tree.add(form)
            } else {
                try tree.add(SandboxTree.body(of: request), reader)
            }
        } catch {
            if error.reason == .empty { throw notValid }
            throw SandboxRefusal("E108", "XML could not be parsed, at byte \(error.offset)")
        }
        return tree.document
    }

    private static var notValid: SandboxRefusal {
        SandboxRefusal("E100", "Request not valid: use GET, or send valid XML in the field xml by POST")
    }

    /// The document of a POST: the field `xml` of a form, else the body itself. Empty if there is none.
    private static func body(of request: SandboxRequest) -> [UInt8] {
        guard request.method.isSame(as: "POST") else { return [] }
        // A document begins with `<` or with the mark of an encoding.
        let first = request.body.first { $0 > 0x20 }
        if first == 0x3C || first == 0xEF || first == 0xFE || first == 0xFF { return request.body }
        if let document = SandboxMultipart.document(in: request) { return document }
        return SandboxForm(request.body).values("xml").first ?? []
    }

    // MARK: - XML

    private mutating func add(_ body: [UInt8], _ reader: XMLReader) throws(DocumentError) {
        try body.withUnsafeBufferPointer { (bytes) throws(DocumentError) in
            try add(childrenOf: try reader.read(bytes), isTop: true)
        }
    }

    private mutating func add(childrenOf element: Element, isTop: Bool) throws(DocumentError) {
        var next = element.firstChild
        while let child = next {
            next = child.next
            if child.isText { continue }
            if isTop, ByteScan.equal(child.name, "CONTENT") || ByteScan.equal(child.name, "SEQUENCE") {
                // The old shape of saveMMS wraps name and slides (section 4.3.2).
                try add(childrenOf: child, isTop: true)
            } else if child.hasChildren {
                try document.begin(child.name)
                try add(childrenOf: child, isTop: false)
                _ = document.end()
            } else {
                try add(child.name, child.value)
            }
        }
    }

    private mutating func add(
        _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
    ) throws(DocumentError) {
        var kept = FieldName.matches(name, "TEXT") ? value : ByteScan.trimmed(value)
        if FieldName.matches(name, "FROMMASK"), kept.count > SandboxTree.maskLength {
            kept = UnsafeBufferPointer(rebasing: kept[..<SandboxTree.cut(kept)])
        }
        try document.element(name, kept)
    }

    /// Where the eleventh character ends.
    private static func cut(_ mask: UnsafeBufferPointer<UInt8>) -> Int {
        var characters = 0
        for offset in 0..<mask.count where mask[offset] & 0xC0 != 0x80 {
            if characters == maskLength { return offset }
            characters += 1
        }
        return mask.count
    }

    // MARK: - Query

    private mutating func add(_ form: SandboxForm) throws(DocumentError) {
        let isCampaignSending = form.values("action").contains { name in
            name.withUnsafeBufferPointer { ByteScan.equalIgnoringCase($0, "sendsavedmmscampaign") }
        }
        // The table's words never change, so their places can be kept.
        var blocks: [UnsafeBufferPointer<UInt8>] = []
        for field in form.fields {
            try SandboxTree.borrow(field) { (name, value) throws(DocumentError) in
                guard UTF8.firstInvalid(in: value) == nil, XMLText.firstForbidden(in: value) == nil else {
                    throw DocumentError(.empty, at: 0)
                }
                guard let flattened = SkycoreAction.flattened(name) else {
                    // The vendor's example of this action has campaignid where the document has TOCAMPAIGN (section
                    // 4.5).
                    let isTarget = isCampaignSending && FieldName.matches(name, "CAMPAIGNID")
                    return try add(isTarget ? SandboxTree.bytes(of: "TOCAMPAIGN") : name, value)
                }
                if flattened.isNumbered {
                    try addNumbered(flattened, value)
                } else if !blocks.contains(where: { ByteScan.equal($0, flattened.block) }) {
                    blocks.append(flattened.block)
                    try addFree(flattened, form)
                }
            }
        }
    }

    /// `customtext_3=Hello` is a block with the text and the slide's number.
    private mutating func addNumbered(
        _ flattened: SkycoreAction.Flattened, _ value: UnsafeBufferPointer<UInt8>
    ) throws(DocumentError) {
        try document.begin(flattened.block)
        try document.element(SandboxTree.bytes(of: "VALUE"), value)
        try document.element(SandboxTree.bytes(of: "SLIDE"), flattened.rest)
        _ = document.end()
    }

    /// All parameters of one free block: `data_age=9&data_pet=cat`.
    private mutating func addFree(_ first: SkycoreAction.Flattened, _ form: SandboxForm) throws(DocumentError) {
        try document.begin(first.block)
        for field in form.fields {
            try SandboxTree.borrow(field) { (name, value) throws(DocumentError) in
                guard let other = SkycoreAction.flattened(name), ByteScan.equal(other.block, first.block) else {
                    return
                }
                try document.element(other.rest, ByteScan.trimmed(value))
            }
        }
        _ = document.end()
    }

    private static func borrow(
        _ field: SandboxForm.Field,
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) throws(DocumentError) -> Void
    ) throws(DocumentError) {
        try field.name.withUnsafeBufferPointer { (name) throws(DocumentError) in
            try field.value.withUnsafeBufferPointer { (value) throws(DocumentError) in try body(name, value) }
        }
    }

    private static func bytes(of words: StaticString) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
    }
}
