/// One notification, or one entry of an answer: 48 bytes.
package struct Record: BitwiseCopyable {
    /// Of a notification: its `sky_notification_kind`.
    package var kind: UInt32 = 0
    /// Of a notification its `sky_verdict`, of an entry its `sky_status`.
    package var verdict: UInt32 = 0
    /// Of a notification: 1 if nothing more is to be expected, else 0.
    package var isFinal: UInt32 = 0
    /// Index of the first field.
    package var firstField: UInt32 = 0
    /// How many fields it has.
    package var fieldCount: UInt32 = 0
    /// The names of all fields, each followed by a NUL, one behind the other.
    package var namesOffset: UInt32 = 0
    /// Bytes of all names, the NULs counted.
    package var namesLength: UInt32 = 0
    /// The values of all fields, each followed by a NUL, one behind the other. No value holds a NUL.
    package var valuesOffset: UInt32 = 0
    /// Bytes of all values, the NULs counted.
    package var valuesLength: UInt32 = 0
    /// Of a notification: where its fingerprint stands, 32 hexadecimal digits and a NUL. Else 0.
    package var fingerprintOffset: UInt32 = 0
    /// The first: 1 if a record that is not counted stands behind the others (`RecordView.listRequest`). Else zeros.
    package var reserved: (UInt32, UInt32) = (0, 0)

    /// A record without fields.
    package init() {}
}
