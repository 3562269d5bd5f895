/// The fields of a message that have a limit of their own.
package enum TextField: UInt8, Sendable, CaseIterable {
    /// The text of an SMS.
    case message
    /// The subject of an MMS.
    case subject
    /// The text of an MMS, or of one slide of it.
    case slide
    /// An alphanumeric sender (FROM_MASK at Skycore, `from` at Cellcast).
    case sender
}
