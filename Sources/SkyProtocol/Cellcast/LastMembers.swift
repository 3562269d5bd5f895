import SkyDocument

/// Tells which members of an object count: of several with the same name, the last one (RFC 8259, section 4, leaves
/// that open).
///
/// That no name comes twice is mostly seen at one glance. Objects of many members get a table, for a hostile one must
/// not take a time that grows with the square of their number.
struct LastMembers: ~Copyable {
    /// Members of an object that are looked through one by one.
    private static let few = 64

    /// A bit for each name, and a bit for those that came twice; different names may share one.
    private var seen: UInt64 = 0
    private var twice: UInt64 = 0
    /// The last member of each name by its number, where there are many; 0 for a free place. A power of two of them.
    private var table = PlainArray<UInt32>()

    init(_ object: Element) {
        var count = 0
        var next = object.firstChild
        while let member = next {
            next = member.next
            let bit = LastMembers.bit(of: member.name)
            twice |= seen & bit
            seen |= bit
            count &+= 1
        }
        if count > LastMembers.few, !fillTable(count, object) { table.reset(keeping: 0) }
    }

    /// Whether a member is the last of its name.
    func counts(_ member: Element) -> Bool {
        guard twice & LastMembers.bit(of: member.name) != 0 else { return true }
        guard table.count == 0 else { return Int(table.values[place(of: member)]) == member.order }
        var next = member.next
        while let later = next {
            if ByteScan.equal(later.name, member.name) { return false }
            next = later.next
        }
        return true
    }

    /// False if memory ran out; members are looked through one by one then.
    private mutating func fillTable(_ count: Int, _ object: Element) -> Bool {
        var places = 2 &* LastMembers.few
        while places < 2 &* count { places &*= 2 }
        for _ in 0..<places where !table.append(0) { return false }
        var next = object.firstChild
        while let member = next {
            next = member.next
            table.start?[place(of: member)] = UInt32(truncatingIfNeeded: member.order)
        }
        return true
    }

    /// The place of the member with that name, or a free one. Half of the places are free.
    private func place(of member: Element) -> Int {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in member.name { sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        var place = Int(truncatingIfNeeded: sum ^ sum &>> 32) & (table.count &- 1)
        while table.values[place] != 0 {
            let other = member.element(numbered: Int(table.values[place]))
            if ByteScan.equal(other.name, member.name) { break }
            place = (place &+ 1) & (table.count &- 1)
        }
        return place
    }

    private static func bit(of name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let first = name.first, let last = name.last else { return 1 }
        let ends = UInt64(first) &* 7 &+ UInt64(last) &* 3
        let inside = UInt64(name[name.count / 2]) &* 31 &+ UInt64(truncatingIfNeeded: name.count) &* 11
        return 1 &<< ((ends &+ inside) & 63)
    }
}
