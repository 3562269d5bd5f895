import CSkyTables
import SkyDocument

extension SkycoreAction {
    /// What a parameter of a query stands for, if it is one of those into which blocks are flattened
    /// (docs/skycore.md, section 1.2).
    package struct Flattened {
        /// The block, for example `DATA` for `data_first_name`.
        package let block: UnsafeBufferPointer<UInt8>
        /// What follows the prefix: `first_name`; of a numbered block the number.
        package let rest: UnsafeBufferPointer<UInt8>
        /// Whether each number is a block of its own (`customtext_3`).
        package let isNumbered: Bool
    }

    /// Read the name of a query's parameter backwards; nil for plain parameters. The prefixes are those of the table.
    package static func flattened(_ name: UnsafeBufferPointer<UInt8>) -> Flattened? {
        var count = 0
        let all = UnsafeBufferPointer(start: sky_parameter_rows(&count), count: count)
        for row in all where row.get_prefix != 0 {
            let prefix = word(row.get_prefix)
            guard name.count > prefix.count,
                prefix.indices.allSatisfy({ ByteScan.lowerCased(name[$0]) == prefix[$0] })
            else { continue }
            return Flattened(
                block: word(row.name), rest: UnsafeBufferPointer(rebasing: name[prefix.count...]),
                isNumbered: row.holds == .block)
        }
        return nil
    }
}
