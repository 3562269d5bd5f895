/// What every document must pass before libxml2 sees it.
///
/// libxml2 stops without a word at a NUL, looks for a document type only when it has begun to read it, and takes
/// quadratic time over the attributes of one element. So size, encoding, NUL bytes, the document type and the number
/// of attributes are checked here, on the bytes (rules T2, T15 and T16).
struct XMLGate: ~Copyable {
    /// Documents up to this size cannot hold enough attributes to take noticeable time, so they are not searched.
    private static let attributeSearchThreshold = 4096

    /// The document in UTF-8 where it came in another encoding.
    private var transcoded = ByteBuffer()

    /// How the last document came in, and how many bytes before it were skipped: what an offset needs to lead back.
    private var encoding = XMLEncoding.utf8
    private var skipped = 0

    /// Check a document and give its bytes in UTF-8, without mark and leading blanks.
    ///
    /// What is given lies in `input` or in the gate and is valid until either changes.
    mutating func admit(
        _ input: UnsafeBufferPointer<UInt8>
    ) throws(DocumentError) -> UnsafeBufferPointer<UInt8> {
        guard input.count <= DocumentLimits.bytes else {
            throw DocumentError(.tooLong, at: DocumentLimits.bytes)
        }
        transcoded.shrink(above: 64 << 10)
        let document = try decode(input)
        guard document.count > 0 else { throw DocumentError(.empty, at: input.count) }
        try refuseDocumentType(document, input)
        if document.count > XMLGate.attributeSearchThreshold {
            try refuseManyAttributes(document, input)
        }
        return document
    }

    /// The offset in the document as it came in, for an offset in what `admit` gave.
    func sourceOffset(of offset: Int, in input: UnsafeBufferPointer<UInt8>) -> Int {
        guard offset >= 0 else { return offset }
        if encoding == .utf8 { return min(offset &+ skipped, input.count) }
        let rest = UnsafeBufferPointer(rebasing: input[min(skipped, input.count)...])
        return skipped &+ encoding.sourceOffset(of: offset, in: rest)
    }

    // MARK: - Encoding

    private mutating func decode(
        _ input: UnsafeBufferPointer<UInt8>
    ) throws(DocumentError) -> UnsafeBufferPointer<UInt8> {
        encoding = .utf8
        skipped = 0
        if input.count >= 2, input[0] == 0xFF, input[1] == 0xFE {
            return try transcode(input, from: .utf16LittleEndian, skipping: 2)
        }
        if input.count >= 2, input[0] == 0xFE, input[1] == 0xFF {
            return try transcode(input, from: .utf16BigEndian, skipping: 2)
        }
        skipBlanksAndMark(input)
        let document = UnsafeBufferPointer(rebasing: input[skipped...])
        guard let name = XMLDeclaration.encodingName(in: document) else {
            return try validated(document)
        }
        guard let declared = XMLEncoding(declared: UnsafeBufferPointer(rebasing: document[name])) else {
            throw DocumentError(.unsupportedEncoding, at: skipped &+ name.lowerBound)
        }
        if declared == .utf8 { return try validated(document) }
        return try transcode(input, from: declared, skipping: skipped)
    }

    private func validated(
        _ document: UnsafeBufferPointer<UInt8>
    ) throws(DocumentError) -> UnsafeBufferPointer<UInt8> {
        if let offset = UTF8.firstInvalidOrNUL(in: document) {
            throw DocumentError(document[offset] == 0 ? .nul : .invalidEncoding, at: skipped &+ offset)
        }
        return document
    }

    private mutating func transcode(
        _ input: UnsafeBufferPointer<UInt8>, from source: XMLEncoding, skipping start: Int
    ) throws(DocumentError) -> UnsafeBufferPointer<UInt8> {
        encoding = source
        skipped = start
        transcoded.reset()
        do {
            try source.transcode(UnsafeBufferPointer(rebasing: input[start...]), into: &transcoded)
        } catch {
            throw DocumentError(error.reason, at: error.offset < 0 ? -1 : error.offset &+ start)
        }
        var first = 0
        while first < transcoded.count, ByteScan.isBlank(transcoded.bytes[first]) { first &+= 1 }
        if first > 0 {
            // Blanks are one byte in UTF-8 and `unitLength` bytes in the source.
            skipped &+= first &* (source == .latin1 || source == .ascii ? 1 : 2)
        }
        let document = UnsafeBufferPointer(rebasing: transcoded.bytes[first...])
        try XMLDeclaration.renameEncoding(in: document, from: source, skipped: skipped)
        return document
    }

    private mutating func skipBlanksAndMark(_ input: UnsafeBufferPointer<UInt8>) {
        while skipped < input.count {
            if ByteScan.isBlank(input[skipped]) {
                skipped &+= 1
            } else if ByteScan.starts(with: "\u{FEFF}", in: input, at: skipped) {
                skipped &+= 3
            } else {
                return
            }
        }
    }

    // MARK: - What XML allows and this protocol does not

    /// Refuse a document type declaration before anything inside it is read (rule T15).
    private func refuseDocumentType(
        _ document: UnsafeBufferPointer<UInt8>, _ input: UnsafeBufferPointer<UInt8>
    ) throws(DocumentError) {
        var offset = 0
        while offset < document.count {
            if ByteScan.isBlank(document[offset]) {
                offset &+= 1
            } else if ByteScan.starts(with: "<?", in: document, at: offset) {
                guard let end = ByteScan.end(of: "?>", in: document, from: offset &+ 2) else { return }
                offset = end
            } else if ByteScan.starts(with: "<!--", in: document, at: offset) {
                guard let end = ByteScan.end(of: "-->", in: document, from: offset &+ 4) else { return }
                offset = end
            } else {
                break
            }
        }
        let keyword = UnsafeBufferPointer(rebasing: document[offset..<min(offset &+ 9, document.count)])
        if ByteScan.equalIgnoringCase(keyword, "<!doctype") {
            throw DocumentError(.documentType, at: sourceOffset(of: offset, in: input))
        }
    }

    /// Refuse an element with too many attributes. What is not well-formed is left to libxml2, which stops there.
    private func refuseManyAttributes(
        _ document: UnsafeBufferPointer<UInt8>, _ input: UnsafeBufferPointer<UInt8>
    ) throws(DocumentError) {
        var offset = 0
        while let tag = ByteScan.firstIndex(of: 0x3C, in: document, from: offset) {
            let end: Int?
            if ByteScan.starts(with: "<!--", in: document, at: tag) {
                end = ByteScan.end(of: "-->", in: document, from: tag &+ 4)
            } else if ByteScan.starts(with: "<![CDATA[", in: document, at: tag) {
                end = ByteScan.end(of: "]]>", in: document, from: tag &+ 9)
            } else if ByteScan.starts(with: "<?", in: document, at: tag) {
                end = ByteScan.end(of: "?>", in: document, from: tag &+ 2)
            } else {
                end = endOfTag(document, from: tag &+ 1)
            }
            guard let end else { return }
            guard end >= 0 else {
                throw DocumentError(.tooManyAttributes, at: sourceOffset(of: tag, in: input))
            }
            offset = end
        }
    }

    /// The offset behind a tag; -1 if it has too many attributes; nil if it does not end.
    private func endOfTag(_ document: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var offset = start
        var attributes = 0
        while offset < document.count {
            switch document[offset] {
            case 0x3E: return offset &+ 1
            case 0x22, 0x27:
                guard let quote = ByteScan.firstIndex(of: document[offset], in: document, from: offset &+ 1) else {
                    return attributes > DocumentLimits.attributes ? -1 : nil
                }
                offset = quote &+ 1
            case 0x3D:
                attributes &+= 1
                if attributes > DocumentLimits.attributes { return -1 }
                offset &+= 1
            default: offset &+= 1
            }
        }
        return nil
    }
}
