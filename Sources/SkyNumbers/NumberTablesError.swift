/// Why a blob of number tables was refused. Raw values never change.
package enum NumberTablesError: UInt8, Error, Sendable {
    /// Not a blob of number tables, or cut short.
    case notTables = 0
    /// Made for another version of this library, or for a machine of other byte order.
    case otherFormat = 1
    /// The checksum is wrong: damaged on its way.
    case damaged = 2
    /// Well-formed and whole, but an index in it leads nowhere.
    case inconsistent = 3
    /// No memory for a copy.
    case outOfMemory = 4
}
