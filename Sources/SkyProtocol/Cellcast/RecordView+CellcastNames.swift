import CSkyTables
import SkyDocument

extension RecordView {
    /// The value of a field of Cellcast's by one of its other names (tools/data/cellcast/field-names.tsv).
    func valueByCellcastName(
        _ name: UnsafeBufferPointer<UInt8>, _ index: Int, in record: Record
    ) -> UnsafeBufferPointer<UInt8>? {
        var count = 0
        let names = UnsafeBufferPointer(start: sky_cellcast_names(&count), count: count)
        for row in names where FieldName.matches(name, CellcastCall.word(row.name)) {
            let other = search(record, index) { FieldName.matches($0, CellcastCall.word(row.other)) }
            if other.found { return other.value }
        }
        return nil
    }
}
