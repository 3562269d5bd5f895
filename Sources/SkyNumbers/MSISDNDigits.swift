/// A number in international format: digits only, the calling code first, as providers want it.
package struct MSISDNDigits {
    /// Room for a number of twenty digits, the most there are, behind the longest prefix for calling abroad.
    private static let capacity = 32

    private var storage = InlineArray<32, UInt8>(repeating: 0)

    /// Digits in use.
    package private(set) var count = 0

    /// No digits yet.
    init() {}

    /// Append a digit as a character. False if there is no room.
    mutating func append(_ digit: UInt8) -> Bool {
        guard count < MSISDNDigits.capacity else { return false }
        storage[count] = digit
        count &+= 1
        return true
    }

    /// The digit at a place, as a character; 0 beyond the end.
    func digit(_ place: Int) -> UInt8 {
        place >= 0 && place < count ? storage[place] : 0
    }

    /// The digits from a place on.
    func dropping(_ first: Int) -> MSISDNDigits {
        var rest = MSISDNDigits()
        for place in first..<max(first, count) { _ = rest.append(storage[place]) }
        return rest
    }

    /// Work with the digits as characters, without a copy.
    package func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        storage.span.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[0..<count])) }
    }
}
