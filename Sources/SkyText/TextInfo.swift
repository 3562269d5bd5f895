/// What a text costs, and why.
package struct TextInfo: Equatable, Sendable {
    /// How the text travels: GSM 7-bit if the alphabets hold each of its characters, else UCS-2.
    package var encoding: TextEncoding = .gsm7
    /// The national locking shift table that is in use; `.none` unless options allow one and it is cheaper.
    package var locking: NationalLanguage = .none
    /// The national single shift table that is in use; `.none` unless options allow one and it is cheaper.
    package var single: NationalLanguage = .none
    /// Unicode code points.
    package var characters = 0
    /// Septets (an escaped character takes two) or UTF-16 code units (one beyond the basic plane takes two).
    package var units = 0
    /// Units left empty at borders, because a pair of units is never cut: networks bill the segments, these included.
    package var padding = 0
    /// Messages that are billed; 0 for an empty text.
    package var segments = 0
    /// Units that still fit in the last segment. (A pair may not fit in one.)
    package var unitsLeft = 160
    /// Units that one segment holds: 160 or 70 in a single one, 153 or 67 in each of several, less with national
    /// tables.
    package var unitsPerSegment = 160
    /// Offset in bytes of the first character that forces UCS-2; -1 if none does.
    package var firstForcingOffset = -1
    /// That character; 0 if there is none.
    package var firstForcingCharacter: UInt32 = 0
    /// How many characters force UCS-2.
    package var forcingCharacters = 0
    /// What `TextSimplifier` would make of it with the same options: messages that would be billed, never more.
    package var simplifiedSegments = 0
    /// The encoding after that.
    package var simplifiedEncoding: TextEncoding = .gsm7

    /// An empty text.
    package init() {}
}
