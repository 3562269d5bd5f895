import CSkyTables

/// A country or territory with a numbering plan, by the two letters of ISO 3166.
package struct Region: Sendable {
    /// Its place in the table.
    private let index: Int

    /// The region with this name, or nil. Letters of either case are taken.
    package init?(_ name: UnsafeBufferPointer<UInt8>) {
        guard name.count == 2 else { return nil }
        let wanted = (Region.capital(name[0]), Region.capital(name[1]))
        let regions = NumberPlan.regions
        var low = 0
        var high = regions.count
        while low < high {
            let middle = (low &+ high) / 2
            let candidate = regions[middle].name
            let letters = (UInt8(bitPattern: candidate.0), UInt8(bitPattern: candidate.1))
            if letters == wanted {
                index = middle
                return
            }
            if letters < wanted { low = middle &+ 1 } else { high = middle }
        }
        return nil
    }

    /// What the table says of it.
    var entry: sky_number_region { NumberPlan.regions[index] }

    private static func capital(_ letter: UInt8) -> UInt8 {
        letter >= 0x61 && letter <= 0x7A ? letter & 0xDF : letter
    }
}
