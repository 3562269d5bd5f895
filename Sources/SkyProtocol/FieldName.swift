import SkyDocument

/// Names of fields: compared without regard to ASCII case, `-` and `_` (rule T4).
package enum FieldName {
    /// Whether a name that a caller gave and a name of a record mean the same.
    package static func matches(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        var first = 0
        var second = 0
        while true {
            while first < one.count, isSeparator(one[first]) { first &+= 1 }
            while second < other.count, isSeparator(other[second]) { second &+= 1 }
            guard first < one.count, second < other.count else {
                return first == one.count && second == other.count
            }
            guard ByteScan.upperCased(one[first]) == ByteScan.upperCased(other[second]) else { return false }
            first &+= 1
            second &+= 1
        }
    }

    /// Whether a name and a name of the program's own, which is in upper case, mean the same.
    @inline(__always)
    package static func matches(_ name: UnsafeBufferPointer<UInt8>, _ own: StaticString) -> Bool {
        // Most names differ in their first letter already.
        guard name.count > 0 else { return false }
        let first = ByteScan.upperCased(name[0])
        if first != own.utf8Start[0], !isSeparator(first) { return false }
        return matches(name, UnsafeBufferPointer(start: own.utf8Start, count: own.utf8CodeUnitCount))
    }

    /// Append a name that a document's reader gave (upper case, no separators) in its documented spelling.
    @inline(__always)
    static func appendDocumented(_ folded: UnsafeBufferPointer<UInt8>, to output: inout ByteBuffer) {
        if let spelling = documentedSpelling(folded) {
            output.append(spelling)
        } else {
            output.append(folded)
        }
    }

    @inline(__always)
    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x2D || byte == 0x5F
    }
}
