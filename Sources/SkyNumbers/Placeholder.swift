package struct Region { package init?(_ bytes: UnsafeBufferPointer<UInt8>) { guard bytes.count == 2 else { return nil } } }
package struct NumberError: Error {
    package enum Kind { case invalidUTF8, unknownRegion, tooLong, notPossible }
    package var kind: Kind; package var offset: Int
    package func writeReason(into: UnsafeMutableBufferPointer<UInt8>) -> Int { 0 }
}
package struct MSISDNDigits {
    var digits = InlineArray<24, UInt8>(repeating: 0); package var count = 0
    package func withBytes<V>(_ body: (UnsafeBufferPointer<UInt8>) -> V) -> V {
        digits.span.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[0..<count])) }
    }
}
package enum MSISDN {
    package static func normalize(_ t: UnsafeBufferPointer<UInt8>, defaultRegion: Region?) throws(NumberError) -> MSISDNDigits {
        var d = MSISDNDigits()
        for b in t where b >= 48 && b <= 57 { if d.count < 20 { d.digits[d.count] = b; d.count += 1 } }
        if d.count < 7 { throw NumberError(kind: .notPossible, offset: 0) }
        return d
    }
}
