import SkyDocument

extension RecordView {
    /// The value of a field of Skycore's whose name nothing has: that of its synonym (rule T14), then an attribute of
    /// the record.
    func valueBySynonym(
        _ name: UnsafeBufferPointer<UInt8>, _ index: Int, in record: Record
    ) -> UnsafeBufferPointer<UInt8>? {
        if let synonym = FieldName.synonym(of: name) {
            let other = search(record, index) { FieldName.matches($0, synonym) }
            if other.found { return other.value }
        }
        return search(record, index) { candidate in
            candidate.count > 0 && candidate[0] == 0x40
                && FieldName.matches(UnsafeBufferPointer(rebasing: candidate[1...]), name)
        }.value
    }
}
