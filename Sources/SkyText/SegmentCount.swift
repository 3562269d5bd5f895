/// Counts units and segments of a text from left to right; a pair of units is never cut.
struct SegmentCount {
    let room: SegmentRoom
    /// Units of the text itself.
    private(set) var units = 0
    /// Units with the padding at borders, were the text sent in parts.
    private var position = 0
    /// How many of them are in the last part, if that is not full; kept, because division takes its time.
    private var filled = 0

    init(_ room: SegmentRoom) {
        self.room = room
    }

    /// Characters of one unit.
    mutating func addSingles(_ count: Int) {
        units &+= count
        position &+= count
        filled &+= count
        // Lengths are below 2 MiB, and 32-bit division is the faster one.
        if filled >= room.inParts {
            filled = Int(UInt32(truncatingIfNeeded: filled) % UInt32(truncatingIfNeeded: room.inParts))
        }
    }

    /// One character of two units: an escape with its septet, or a surrogate pair.
    mutating func addPair() {
        if filled &+ 1 == room.inParts {
            position &+= 1
            filled = 0
        }
        position &+= 2
        units &+= 2
        filled &+= 2
        if filled == room.inParts { filled = 0 }
    }

    /// One character of one or two units.
    mutating func add(_ unitsOfCharacter: Int) {
        if unitsOfCharacter == 2 { addPair() } else { addSingles(1) }
    }

    var isAlone: Bool { units <= room.alone }

    /// 0 for nothing.
    var segments: Int {
        if units == 0 { return 0 }
        return isAlone ? 1 : (position &+ room.inParts &- 1) / room.inParts
    }

    /// Writes what was counted into an answer.
    func fill(_ info: inout TextInfo) {
        info.units = units
        info.segments = segments
        info.padding = isAlone ? 0 : position &- units
        info.unitsPerSegment = isAlone ? room.alone : room.inParts
        info.unitsLeft = isAlone ? room.alone &- units : info.segments &* room.inParts &- position
    }
}
