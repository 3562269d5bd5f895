/// A run of digit values, 0 to 9 each, borrowed from the parser's scratch space.
struct DigitRun {
    /// Most digits of a national number (step 13). A run that is judged has as much room, used or not.
    static let longestNational = 17

    var start: UnsafePointer<UInt8>
    var count: Int

    /// The digit at an index below `count`.
    @inline(__always) subscript(index: Int) -> UInt8 { start[index] }

    /// Without the first digits; `number` is at most `count`.
    @inline(__always) func dropping(_ number: Int) -> DigitRun {
        DigitRun(start: start + number, count: count &- number)
    }

    /// Whether it begins with a calling code's digits.
    @inline(__always) func begins(withCallingCode value: UInt16) -> Bool {
        let length = callingCodeLength(value)
        guard count >= length else { return false }
        var number: UInt16 = 0
        for index in 0..<length { number = number &* 10 &+ UInt16(start[index]) }
        return number == value
    }
}

/// Digits in a calling code, which is below 1000.
@inline(__always) func callingCodeLength(_ value: UInt16) -> Int { value >= 100 ? 3 : value >= 10 ? 2 : 1 }
