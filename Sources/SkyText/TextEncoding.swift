/// How a message text travels (3GPP TS 23.038, section 4).
package enum TextEncoding: UInt8, Sendable {
    /// Septets of the GSM 7-bit default alphabet, its extension table, or national tables; 160 fit in one message.
    case gsm7
    /// UTF-16 code units. The standard says UCS-2; networks and telephones carry surrogate pairs in it.
    case ucs2
}
