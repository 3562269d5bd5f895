/// How many units fit in a message that stands alone and in each part of several.
///
/// A message has 140 octets. A user data header takes one octet for its length (3GPP TS 23.040, 9.2.3.24), 5 for the
/// concatenation element with an 8-bit reference (9.2.3.24.1), and 3 for each national table (9.2.3.24.15 and .16);
/// septets begin at the next septet boundary after it.
struct SegmentRoom: Equatable {
    let alone: Int
    let inParts: Int

    /// Septets, with the header octets of the national tables in use: 0, 3 or 6.
    init(octetsOfTables: Int) {
        alone = SegmentRoom.septets(afterElements: octetsOfTables)
        inParts = SegmentRoom.septets(afterElements: octetsOfTables &+ 5)
    }

    /// UTF-16 code units: 70 alone, 67 in parts.
    static var ucs2: SegmentRoom { SegmentRoom(alone: 70, inParts: 67) }

    private init(alone: Int, inParts: Int) {
        self.alone = alone
        self.inParts = inParts
    }

    private static func septets(afterElements octets: Int) -> Int {
        (140 &- (octets == 0 ? 0 : octets &+ 1)) &* 8 / 7
    }
}
