/// The one thing that must be known of an XML declaration before the document can be read: its encoding's name.
enum XMLDeclaration {
    /// Where the encoding's name stands in a document that begins with an XML declaration; nil if none is declared.
    static func encodingName(in document: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard ByteScan.starts(with: "<?xml", in: document, at: 0), document.count > 5,
            ByteScan.isBlank(document[5]),
            let end = ByteScan.end(of: "?>", in: document, from: 6)
        else { return nil }
        let declaration = UnsafeBufferPointer(rebasing: document[0..<end])
        guard var offset = ByteScan.end(of: "encoding", in: declaration, from: 6) else { return nil }
        while offset < end, ByteScan.isBlank(declaration[offset]) || declaration[offset] == 0x3D { offset &+= 1 }
        guard offset < end, declaration[offset] == 0x22 || declaration[offset] == 0x27,
            let quote = ByteScan.firstIndex(of: declaration[offset], in: declaration, from: offset &+ 1)
        else { return nil }
        return offset &+ 1..<quote
    }

    /// Make the declaration of a transcoded document say what is now true: UTF-8.
    ///
    /// The name is overwritten in place and the rest of its room filled with blanks behind the quote, so that no
    /// offset moves. `document` must lie in memory of ours.
    ///
    /// - Throws: `.unsupportedEncoding` if the document declares another encoding than the one it came in.
    static func renameEncoding(
        in document: UnsafeBufferPointer<UInt8>, from source: XMLEncoding, skipped: Int
    ) throws(DocumentError) {
        guard let name = encodingName(in: document) else { return }
        let spelling = UnsafeBufferPointer(rebasing: document[name])
        let isUTF16 = source == .utf16LittleEndian || source == .utf16BigEndian
        let fits =
            isUTF16
            ? ByteScan.equalIgnoringCase(spelling, "utf-16")
                || ByteScan.equalIgnoringCase(spelling, source == .utf16BigEndian ? "utf-16be" : "utf-16le")
            : XMLEncoding(declared: spelling) == source
        let replacement: StaticString = "UTF-8"
        guard fits, name.count >= replacement.utf8CodeUnitCount, let base = document.baseAddress else {
            throw DocumentError(.unsupportedEncoding, at: skipped &+ name.lowerBound &* (isUTF16 ? 2 : 1))
        }
        let writable = UnsafeMutablePointer(mutating: base)
        let quote = document[name.upperBound]
        for index in name.lowerBound...name.upperBound { writable[index] = 0x20 }
        for index in 0..<replacement.utf8CodeUnitCount {
            writable[name.lowerBound &+ index] = replacement.utf8Start[index]
        }
        writable[name.lowerBound &+ replacement.utf8CodeUnitCount] = quote
    }
}
