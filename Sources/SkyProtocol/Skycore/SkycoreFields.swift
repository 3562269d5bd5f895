import SkyDocument

/// Turns the elements of a Skycore document into the fields of records.
struct SkycoreFields {
    /// Paths longer than this are left out of the fields (they stay readable as JSON): a hostile document could
    /// otherwise repeat a long path in front of each of its names.
    private static let longestPath = 255

    /// Append the children of `parent` as fields of the record that was begun last.
    ///
    /// An element without children becomes a field; of others the children do, with the path as name (`COST/NET`).
    /// Values are trimmed except TEXT's (rule T6). Attributes become fields `NAME@ATTRIBUTE`, those of `parent`
    /// itself `@ATTRIBUTE` (rule T4).
    ///
    /// - Parameter leavesOutEntries: whether elements that get a record of their own are passed over (rule T10).
    static func append(
        childrenOf parent: Element, to records: inout RecordWriter, path: inout ByteBuffer,
        leavesOutEntries: Bool
    ) {
        path.reset()
        let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        append(attributesOf: parent, named: nothing, to: &records, path: path.bytes)
        append(childrenOf: parent, to: &records, path: &path, depth: 0, leavesOutEntries: leavesOutEntries)
        records.endRecord()
    }

    private static func append(
        childrenOf parent: Element, to records: inout RecordWriter, path: inout ByteBuffer, depth: Int,
        leavesOutEntries: Bool
    ) {
        var next = parent.firstChild
        while let child = next {
            next = child.next
            if child.isText || (leavesOutEntries && depth == 0 && SkycoreAnswer.isEntry(child)) { continue }
            let name = child.name
            guard path.count &+ name.count <= longestPath else { continue }
            if child.hasChildren {
                append(attributesOf: child, named: name, to: &records, path: path.bytes)
                // BODY of a legacy bundle is but a wrapper (rule T11).
                let isWrapper = depth == 0 && ByteScan.equal(name, "BODY")
                let length = path.count
                if !isWrapper {
                    FieldName.appendDocumented(name, to: &path)
                    path.append(0x2F)
                }
                append(
                    childrenOf: child, to: &records, path: &path, depth: depth &+ 1, leavesOutEntries: leavesOutEntries)
                path.truncate(to: length)
            } else {
                let value = ByteScan.equal(name, "TEXT") ? child.value : ByteScan.trimmed(child.value)
                records.append(prefix: path.bytes, name: name, attribute: nil, value: value)
                if child.firstAttribute != nil {
                    append(attributesOf: child, named: name, to: &records, path: path.bytes)
                }
            }
        }
    }

    private static func append(
        attributesOf element: Element, named name: UnsafeBufferPointer<UInt8>, to records: inout RecordWriter,
        path: UnsafeBufferPointer<UInt8>
    ) {
        var next = element.firstAttribute
        while let attribute = next {
            next = attribute.next
            guard path.count &+ name.count &+ attribute.name.count < longestPath else { continue }
            records.append(
                prefix: path, name: name, attribute: attribute.name, value: ByteScan.trimmed(attribute.value))
        }
    }
}
