/// The first 64 bytes of a block of records. The layout is public: `sky_postback_packed` documents it.
///
/// All numbers are 32 bits wide, in the machine's byte order; all offsets but those of fields count
/// from the block's beginning.
package struct RecordHeader: BitwiseCopyable {
    /// Version of the layout.
    package static let currentFormat: UInt32 = 2

    package var format = RecordHeader.currentFormat
    /// Bytes of the block.
    package var size: UInt32 = 0
    /// Notifications of a postback; entries of a result, one a recipient.
    package var count: UInt32 = 0
    /// The first of the `count` records. A result has the answer as a whole as record 0 and its entries behind it.
    package var firstRecord: UInt32 = 0
    /// Where the records lie.
    package var recordsOffset: UInt32 = 0
    /// Where the fields lie.
    package var fieldsOffset: UInt32 = 0
    /// Where the document lies, as it came in, with a NUL behind it that is not counted.
    package var rawOffset: UInt32 = 0
    package var rawLength: UInt32 = 0
    /// Of a result: its `sky_status`.
    package var status: UInt32 = 0
    package var httpStatus: UInt32 = 0
    package var tries: UInt32 = 0
    package var elapsedMilliseconds: UInt32 = 0
    package var retryAfterMilliseconds: UInt32 = 0
    /// The `sky_provider`.
    package var provider: UInt32 = 0
    /// Where the first name and the first value of all records lie.
    package var namesOffset: UInt32 = 0
    package var valuesOffset: UInt32 = 0

    package init() {}
}

/// One notification, or one entry of an answer: 48 bytes.
package struct Record: BitwiseCopyable {
    /// Of a notification: its `sky_postback_kind`.
    package var kind: UInt32 = 0
    /// Of a notification its `sky_verdict`, of an entry its `sky_status`.
    package var verdict: UInt32 = 0
    /// Of a notification: 1 if nothing more is to be expected, else 0.
    package var isFinal: UInt32 = 0
    /// Index of the first field.
    package var firstField: UInt32 = 0
    package var fieldCount: UInt32 = 0
    /// The names of all fields, each followed by a NUL, one behind the other.
    package var namesOffset: UInt32 = 0
    package var namesLength: UInt32 = 0
    /// The values of all fields, each followed by a NUL, one behind the other. No value holds a NUL.
    package var valuesOffset: UInt32 = 0
    package var valuesLength: UInt32 = 0
    /// Of a notification: where its fingerprint stands, 32 hexadecimal digits and a NUL. Else 0.
    package var fingerprintOffset: UInt32 = 0
    package var reserved: (UInt32, UInt32) = (0, 0)

    package init() {}
}

/// Where one field's name and value lie: 16 bytes. The offsets count from the first name and the first value of all
/// records, lengths leave out the NUL behind each.
package struct RecordField: BitwiseCopyable {
    package var nameOffset: UInt32
    package var nameLength: UInt32
    package var valueOffset: UInt32
    package var valueLength: UInt32
}
