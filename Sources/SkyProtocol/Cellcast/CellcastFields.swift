import SkyDocument

/// Turns the members of a JSON value into fields of a record.
enum CellcastFields {
    /// Bytes that a field's name may have; members with longer ones can be had from `_json` only.
    private static let longestPath = 255

    /// Append an object's members as fields of the record that was begun last, named as the document names them.
    ///
    /// Members of a member are named with the path (`page/number`), the elements of an array as the array itself. What
    /// is null is absent, what is empty leaves nothing. Of members with the same name the last one counts.
    ///
    /// - Parameter leavesOut: members that get records of their own, or are not wanted.
    static func append(
        membersOf object: Element, to records: inout RecordWriter, path: inout ByteBuffer,
        leavingOut leavesOut: (Element) -> Bool = { _ in false }
    ) {
        let members = LastMembers(object)
        var next = object.firstChild
        while let child = next {
            next = child.next
            if members.counts(child), !leavesOut(child) { append(child, named: child.name, to: &records, path: &path) }
        }
    }

    private static func append(
        _ value: Element, named name: UnsafeBufferPointer<UInt8>, to records: inout RecordWriter,
        path: inout ByteBuffer
    ) {
        switch value.kind {
        case .string, .number, .yes, .no:
            guard path.count &+ name.count <= longestPath else { return }
            records.append(prefix: path.bytes, padded: name, value: value.value)
        case .array:
            var next = value.firstChild
            while let element = next {
                next = element.next
                append(element, named: name, to: &records, path: &path)
            }
        case .object:
            guard path.count &+ name.count < longestPath else { return }
            let length = path.count
            path.append(name)
            path.append(0x2F)
            append(membersOf: value, to: &records, path: &path)
            path.truncate(to: length)
        default:
            return
        }
    }
}
