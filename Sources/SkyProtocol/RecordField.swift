/// Where one field's name and value lie: 16 bytes. The offsets count from the first name and the first value of all
/// records, lengths leave out the NUL behind each.
package struct RecordField: BitwiseCopyable {
    /// Where its name begins.
    package var nameOffset: UInt32
    /// Bytes of its name.
    package var nameLength: UInt32
    /// Where its value begins.
    package var valueOffset: UInt32
    /// Bytes of its value.
    package var valueLength: UInt32
}
