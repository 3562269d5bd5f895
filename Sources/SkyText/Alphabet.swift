import CSkyTables

/// A locking table and a single shift table together: the characters that travel as septets, and their room.
struct Alphabet: Equatable {
    /// The default alphabet with its extension table (3GPP TS 23.038, 6.2.1 and 6.2.1.1).
    static var standard: Alphabet { Alphabet(locking: .none, single: .none) }

    let locking: NationalLanguage
    let single: NationalLanguage

    init(locking: NationalLanguage, single: NationalLanguage) {
        // Spanish has no locking table (A.3.2 is void).
        self.locking = locking == .spanish ? .none : locking
        self.single = single
    }

    /// Septets of a character in the standard alphabet, from tables small enough to stay at hand.
    @inline(__always)
    private static func standardUnits(of code: UInt32) -> Int {
        if code >= 0x800 { return code == 0x20AC ? 2 : 0 }
        guard let units = sky_text_default_units(), let set = sky_text_default_set() else { return 0 }
        if code < 0x80 { return Int(units[Int(code)]) }
        return Int(set[Int(code >> 5)] >> (code & 31) & 1)
    }

    var isStandard: Bool { locking == .none && single == .none }

    /// Septets of a character: 1, 2 with the escape, 0 if it cannot be written.
    func units(of code: UInt32) -> Int {
        if isStandard { return Alphabet.standardUnits(of: code) }
        let tables = sky_text_alphabets_of(code)
        if tables.locking >> UInt16(locking.rawValue) & 1 != 0 { return 1 }
        if tables.single >> UInt16(single.rawValue) & 1 != 0 { return 2 }
        return 0
    }

    /// The room of one message.
    var room: SegmentRoom { SegmentRoom(octetsOfTables: (locking == .none ? 0 : 3) &+ (single == .none ? 0 : 3)) }

    /// The number of alphabets that options allow: each table may be used or left out.
    static func count(in options: TextOptions) -> Int {
        let full = Alphabet(locking: options.locking, single: options.single)
        return (full.locking == .none ? 1 : 2) &* (full.single == .none ? 1 : 2)
    }

    /// The allowed alphabets in the order of their headers' size; index 0 is the standard one.
    static func choice(_ index: Int, in options: TextOptions) -> Alphabet {
        let full = Alphabet(locking: options.locking, single: options.single)
        let usesSingle = full.single != .none && index & 1 != 0
        let usesLocking = full.locking != .none && (full.single == .none ? index & 1 != 0 : index & 2 != 0)
        return Alphabet(locking: usesLocking ? full.locking : .none, single: usesSingle ? full.single : .none)
    }
}
