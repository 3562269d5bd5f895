/// The first 64 bytes of a block of records. The layout is public: `sky_postback_packed` documents it.
///
/// All numbers are 32 bits wide, in the machine's byte order; all offsets but those of fields count
/// from the block's beginning.
package struct RecordHeader: BitwiseCopyable {
    /// Version of the layout.
    package static let currentFormat: UInt32 = 2

    /// The version that the block has.
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
    /// Bytes of the document, the NUL not counted.
    package var rawLength: UInt32 = 0
    /// Of a result: its `sky_status`.
    package var status: UInt32 = 0
    /// Of a result: the HTTP status, or 0.
    package var httpStatus: UInt32 = 0
    /// Of a result: how often it was sent.
    package var tries: UInt32 = 0
    /// Of a result: how long the call took.
    package var elapsedMilliseconds: UInt32 = 0
    /// Of a result: the wait that a throttling answer names, or 0.
    package var retryAfterMilliseconds: UInt32 = 0
    /// The `sky_provider`.
    package var provider: UInt32 = 0
    /// Where the first name of all records lies.
    package var namesOffset: UInt32 = 0
    /// Where the first value of all records lies.
    package var valuesOffset: UInt32 = 0

    /// A header of a block with nothing in it.
    package init() {}

    /// The header of an answer that ended so: the answer as a whole is record 0, its entries lie behind it.
    init(_ outcome: Outcome, entries: Int, of provider: Provider) {
        count = UInt32(truncatingIfNeeded: entries)
        firstRecord = 1
        status = outcome.rawValue
        self.provider = provider.rawValue
    }

    /// The header of a postback.
    init(notifications: Int, of provider: Provider) {
        count = UInt32(truncatingIfNeeded: notifications)
        self.provider = provider.rawValue
    }
}
