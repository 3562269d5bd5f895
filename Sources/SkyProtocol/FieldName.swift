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

    /// Whether a name and a name of the program's own mean the same.
    package static func matches(_ name: UnsafeBufferPointer<UInt8>, _ own: StaticString) -> Bool {
        matches(name, UnsafeBufferPointer(start: own.utf8Start, count: own.utf8CodeUnitCount))
    }

    /// Append a name in its documented spelling: upper case, without separators except where Skycore writes one.
    @inline(__always)
    static func appendDocumented(_ name: UnsafeBufferPointer<UInt8>, to output: inout ByteBuffer) {
        let start = output.count
        for byte in name where !isSeparator(byte) { output.append(ByteScan.upperCased(byte)) }
        let folded = UnsafeBufferPointer(rebasing: output.bytes[start...])
        guard let spelling = documentedSpelling(folded) else { return }
        output.truncate(to: start)
        output.append(spelling)
    }

    @inline(__always)
    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x2D || byte == 0x5F
    }
}
