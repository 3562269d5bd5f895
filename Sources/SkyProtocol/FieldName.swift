import SkyDocument

/// Names of fields: compared without regard to ASCII case, `-` and `_` (rule T4).
package enum FieldName {
    /// Whether a name that a caller gave and a name of a record mean the same.
    @inline(__always)
    package static func matches(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        ByteScan.equalNames(one, other)
    }

    /// Whether a name and a name of the program's own, which is in upper case, mean the same.
    @inline(__always)
    package static func matches(_ name: UnsafeBufferPointer<UInt8>, _ own: StaticString) -> Bool {
        matches(name, UnsafeBufferPointer(start: own.utf8Start, count: own.utf8CodeUnitCount))
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
}
