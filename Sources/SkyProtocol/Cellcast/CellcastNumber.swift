import SkyDocument

/// Phone numbers as Cellcast takes and gives them (docs/cellcast.md, section 3).
enum CellcastNumber {
    /// Refuse a number in international form that the call cannot go to.
    static func check(_ digits: UnsafeBufferPointer<UInt8>, _ place: RecipientPlace) throws(RequestFault) {
        let reason: RequestFault.Reason
        if digits.count < 8 || digits.count > 15 {
            reason = .notRecipient
        } else if place.isNewZealand, digits[0] != 0x36 || digits[1] != 0x34 {
            reason = .notNewZealand
        } else {
            return
        }
        let fault = RequestFault(reason, place.field)
        fault.locate(place.ordinal)
        throw fault
    }

    /// Whether a number that somebody wrote begins with `00`, but not with `0011`.
    static func beginsWithDoubleZero(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var digits = 0
        for byte in text {
            switch byte {
            case 0x30 where digits < 2: digits &+= 1
            case 0x31 where digits == 2: digits &+= 1
            case 0x30...0x39: return digits >= 2 && !(digits == 3 && byte == 0x31)
            case 0x09, 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F: continue
            default: return false
            }
        }
        return false
    }

    /// The number that a text in an answer means, as `RecipientList` compares them; nil if it is none. Answers write
    /// `+614…`, `614…` and `4…`; a zero in front is read as Australia's, too. Behind a plus is a calling code in any
    /// case.
    static func key(_ text: UnsafeBufferPointer<UInt8>) -> UInt64? {
        var digits = InlineArray<16, UInt8>(repeating: 0)
        var count = 0
        var hasPlus = false
        for byte in text {
            switch byte {
            case 0x2B: hasPlus = true
            case 0x30...0x39:
                guard count < digits.count else { return nil }
                digits[count] = byte
                count &+= 1
            case 0x20, 0x28, 0x29, 0x2D, 0x2E: continue
            default: return nil
            }
        }
        var first = 0
        while first < count, digits[first] == 0x30 { first &+= 1 }
        let isNational = !hasPlus && (first == 1 && count == 10 || first == 0 && count == 9 && digits[0] == 0x34)
        guard count &- first >= 3 else { return nil }
        var key: UInt64 = isNational ? 61 : 0
        for index in first..<count { key = key &* 10 &+ UInt64(digits[index] &- 0x30) }
        return key
    }
}
