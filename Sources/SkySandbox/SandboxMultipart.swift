/// The field `xml` of a body in the form multipart/form-data, as the vendor's SDK sends requests (docs/skycore.md,
/// section 1.3).
enum SandboxMultipart {
    /// The field's value; nil if the body is none of that form, or has no such field.
    static func document(in request: SandboxRequest) -> [UInt8]? {
        let type = Array(request.contentType.utf8.map { lowerCased($0) })
        guard find("multipart/form-data", in: type[...]) != nil else { return nil }
        var rest = request.body[...]
        while let heads = find("content-disposition:", in: rest) {
            guard let content = find("\r\n\r\n", in: rest[heads...]) else { return nil }
            let isField = find("name=\"xml\"", in: rest[heads..<content]) != nil
            let end = find("\r\n--", in: rest[content...]).map { $0 - 4 } ?? rest.endIndex
            if isField { return Array(rest[content..<max(content, end)]) }
            rest = rest[max(content, end)...]
        }
        return nil
    }

    /// The place behind `words`, which are in lower case; compared without regard to case.
    private static func find(_ words: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        let length = words.utf8CodeUnitCount
        guard bytes.count >= length else { return nil }
        for start in bytes.startIndex...(bytes.endIndex - length) {
            var matched = 0
            while matched < length, lowerCased(bytes[start + matched]) == words.utf8Start[matched] { matched += 1 }
            if matched == length { return start + length }
        }
        return nil
    }

    private static func lowerCased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
