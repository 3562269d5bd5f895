/// How long a field may be.
package struct TextLimit: Equatable, Sendable {
    /// What a limit counts.
    package enum Unit: UInt8, Sendable {
        /// Unicode code points.
        case characters
        /// Septets, or UTF-16 code units: as `TextInfo.units`.
        case units
    }

    /// What the provider does with a longer text.
    package enum Beyond: UInt8, Sendable {
        /// The message is not sent.
        case refused
        /// The rest is dropped without a word.
        case cut
        /// Its documents do not say.
        case unstated
    }

    /// The limit for a text in GSM 7-bit.
    package let gsm7: Int
    /// The limit for a text in UCS-2.
    package let ucs2: Int
    /// What both count.
    package let unit: Unit
    /// What becomes of a longer text.
    package let beyond: Beyond

    /// Whether a measured text keeps to the limit.
    package func admits(_ info: TextInfo) -> Bool {
        (unit == .characters ? info.characters : info.units) <= (info.encoding == .gsm7 ? gsm7 : ucs2)
    }
}
