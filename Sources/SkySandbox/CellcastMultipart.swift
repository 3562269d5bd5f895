/// A body of the type multipart/form-data (RFC 7578), as calls with pictures have it.
struct CellcastMultipart {
    /// One field.
    struct Field {
        let name: [UInt8]
        /// Whether it has a file's name.
        let isFile: Bool
        let value: [UInt8]
    }

    private(set) var fields: [Field] = []

    /// Take a form apart; nil for a request of another type.
    init?(_ request: CellcastHTTPRequest) {
        let type = Array(request.contentType.utf8)
        guard CellcastMultipart.find(Array("multipart/form-data".utf8), in: type[...]) != nil,
            let start = CellcastMultipart.find(Array("boundary=".utf8), in: type[...])
        else { return nil }
        let boundary = type[start...].prefix { $0 != 0x3B }.filter { $0 != 0x22 && $0 != 0x20 }
        let delimiter = Array("--".utf8) + boundary
        guard var begin = CellcastMultipart.find(delimiter, in: request.body[...]) else { return }
        let behind = Array("\r\n".utf8) + delimiter
        while let end = CellcastMultipart.find(behind, in: request.body[begin...]) {
            take(request.body[begin..<(end - behind.count)])
            begin = end
        }
    }

    /// Take one part apart: header lines, an empty line, the value.
    private mutating func take(_ part: ArraySlice<UInt8>) {
        guard let start = CellcastMultipart.find(Array("\r\n\r\n".utf8), in: part) else { return }
        let head = part[..<(start - 4)]
        guard let name = CellcastMultipart.quoted("name=\"", in: head) else { return }
        let isFile = CellcastMultipart.find(Array("filename=\"".utf8), in: head) != nil
        fields.append(Field(name: name, isFile: isFile, value: Array(part[start...])))
    }

    /// What stands in quotes behind ` name="`.
    private static func quoted(_ words: StaticString, in head: ArraySlice<UInt8>) -> [UInt8]? {
        guard let start = find([0x20] + Array(String(words: words).utf8), in: head) else { return nil }
        return Array(head[start...].prefix { $0 != 0x22 })
    }

    /// The place behind the first `part`, or nil.
    private static func find(_ part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = part.first, bytes.count >= part.count else { return nil }
        let last = bytes.endIndex - part.count
        var start = bytes.startIndex
        while start <= last {
            guard let found = bytes[start...last].firstIndex(of: first) else { return nil }
            if bytes[found..<(found + part.count)].elementsEqual(part) { return found + part.count }
            start = found + 1
        }
        return nil
    }
}
