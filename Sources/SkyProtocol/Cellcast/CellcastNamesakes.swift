import SkyDocument

/// The elements of a request that stand beside each other under one name, and which of them have been written.
///
/// In an object of many members the next namesake of each is looked up once for all: to look through all that follow,
/// for each member anew, would take a time that grows with the square of their number, and no time-out ends it.
struct CellcastNamesakes: ~Copyable {
    /// Members of an object that are looked through one by one.
    private static let few = 16
    /// No next one.
    private static let none = UInt32.max

    /// For each element its next namesake; 0 if that has not been looked up.
    private var next = PlainArray<UInt32>()
    /// For each element, whether it has been written.
    private var isWritten = PlainArray<Bool>()
    /// Members of one object by their names: the last one of each that was seen; 0 for a free place.
    private var members = PlainArray<UInt32>()

    init() {}

    /// Get ready for a request. False if memory ran out.
    mutating func prepare(_ root: Element) -> Bool {
        next.reset(keeping: 64 << 10)
        isWritten.reset(keeping: 64 << 10)
        for _ in 0...CellcastNamesakes.lastOrder(in: root) {
            guard next.append(0), isWritten.append(false) else { return false }
        }
        return lookUp(in: root)
    }

    /// The next element beside one that has its name and has not been written; nil if there is none.
    func next(of element: Element) -> Element? {
        guard element.order < next.count, next.values[element.order] != 0 else { return nextLookedThrough(element) }
        var order = next.values[element.order]
        while order != CellcastNamesakes.none {
            let candidate = element.element(numbered: Int(order))
            if !isWritten(candidate) { return candidate }
            order = next.values[Int(order)]
        }
        return nil
    }

    /// Whether an element has been written.
    func isWritten(_ element: Element) -> Bool {
        element.order < isWritten.count && isWritten.values[element.order]
    }

    /// An element is being written.
    mutating func note(_ element: Element) {
        if element.order < isWritten.count { isWritten.start?[element.order] = true }
    }

    // MARK: - Looking

    private func nextLookedThrough(_ element: Element) -> Element? {
        var next = element.next
        while let candidate = next {
            if !isWritten(candidate), FieldName.matches(candidate.name, element.name) { return candidate }
            next = candidate.next
        }
        return nil
    }

    /// Look up the namesakes in all objects of many members.
    private mutating func lookUp(in object: Element) -> Bool {
        var count = 0
        var next = object.firstChild
        while let child = next {
            next = child.next
            count &+= 1
            if child.hasChildren, !lookUp(in: child) { return false }
        }
        return count <= CellcastNamesakes.few || lookUp(count, in: object)
    }

    private mutating func lookUp(_ count: Int, in object: Element) -> Bool {
        var places = 2 * CellcastNamesakes.few
        while places < 2 &* count { places &*= 2 }
        members.reset(keeping: 64 << 10)
        for _ in 0..<places where !members.append(0) { return false }
        var child = object.firstChild
        while let member = child {
            child = member.next
            enter(member, among: places)
        }
        return true
    }

    /// Enter a member under its name, behind the last one that has it. `places` is a power of two, and half of them
    /// stay free.
    private mutating func enter(_ member: Element, among places: Int) {
        next.start?[member.order] = CellcastNamesakes.none
        var place = CellcastNamesakes.sum(of: member.name) & (places &- 1)
        while members.values[place] != 0 {
            let last = Int(members.values[place])
            if FieldName.matches(member.element(numbered: last).name, member.name) {
                next.start?[last] = UInt32(truncatingIfNeeded: member.order)
                break
            }
            place = (place &+ 1) & (places &- 1)
        }
        members.start?[place] = UInt32(truncatingIfNeeded: member.order)
    }

    /// A number that names with the same meaning share (rule T4). Not below 0.
    private static func sum(of name: UnsafeBufferPointer<UInt8>) -> Int {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name where !ByteScan.isNameSeparator(byte) {
            sum = (sum ^ UInt64(ByteScan.upperCased(byte))) &* 0x0000_0100_0000_01B3
        }
        return Int(truncatingIfNeeded: (sum ^ sum >> 32) & 0x7FFF_FFFF)
    }

    /// The largest number of an element that lies inside, or its own.
    private static func lastOrder(in element: Element) -> Int {
        var last = element.order
        var next = element.firstChild
        while let child = next {
            last = max(last, lastOrder(in: child))
            next = child.next
        }
        return last
    }
}
