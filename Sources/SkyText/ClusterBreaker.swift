import CSkyTables

/// Finds the borders of extended grapheme clusters from left to right (UAX #29 for Unicode 17.0, rules GB1 to GB999).
struct ClusterBreaker {
    private var previous: UInt8 = ClusterBreaker.start
    /// Regional indicators in a row so far, modulo 2 (GB12, GB13).
    private var regionalIsOdd = false
    /// A pictograph with its extensions stands before (GB11).
    private var pictograph = false
    /// A consonant with its extensions stands before, and whether a linker was among them (GB9c).
    private var consonant = false
    private var linked = false

    private static var start: UInt8 { 0xFF }

    /// Takes the next character; true if a cluster begins with it.
    @inline(never)
    mutating func begins(_ code: UInt32) -> Bool {
        let next = sky_text_break_class(code)
        let begins = isBorder(before: next)
        advance(next)
        return begins
    }

    private func isBorder(before next: UInt8) -> Bool {
        let before = Int(previous)
        switch Int(next) {
        case SKY_TEXT_BREAK_LF: return before != SKY_TEXT_BREAK_CR  // GB3, GB5
        case SKY_TEXT_BREAK_CR, SKY_TEXT_BREAK_CONTROL: return true  // GB5
        default: break
        }
        switch before {
        case Int(ClusterBreaker.start): return true  // GB1
        case SKY_TEXT_BREAK_CR, SKY_TEXT_BREAK_LF, SKY_TEXT_BREAK_CONTROL: return true  // GB4
        case SKY_TEXT_BREAK_PREPEND: return false  // GB9b
        default: break
        }
        switch Int(next) {
        case SKY_TEXT_BREAK_EXTEND, SKY_TEXT_BREAK_CONJUNCTEXTEND, SKY_TEXT_BREAK_LINKER: return false  // GB9
        case SKY_TEXT_BREAK_ZWJ, SKY_TEXT_BREAK_SPACINGMARK: return false  // GB9, GB9a
        case SKY_TEXT_BREAK_CONSONANT: return !linked  // GB9c
        case SKY_TEXT_BREAK_PICTOGRAPHIC: return !(pictograph && before == SKY_TEXT_BREAK_ZWJ)  // GB11
        case SKY_TEXT_BREAK_REGIONAL: return !(before == SKY_TEXT_BREAK_REGIONAL && regionalIsOdd)  // GB12, GB13
        default: return !isHangul(before, Int(next))  // GB6, GB7, GB8, GB999
        }
    }

    private func isHangul(_ before: Int, _ next: Int) -> Bool {
        switch before {
        case SKY_TEXT_BREAK_L:
            return next == SKY_TEXT_BREAK_L || next == SKY_TEXT_BREAK_V || next == SKY_TEXT_BREAK_LV
                || next == SKY_TEXT_BREAK_LVT
        case SKY_TEXT_BREAK_LV, SKY_TEXT_BREAK_V: return next == SKY_TEXT_BREAK_V || next == SKY_TEXT_BREAK_T
        case SKY_TEXT_BREAK_LVT, SKY_TEXT_BREAK_T: return next == SKY_TEXT_BREAK_T
        default: return false
        }
    }

    private mutating func advance(_ next: UInt8) {
        regionalIsOdd = Int(next) == SKY_TEXT_BREAK_REGIONAL && !regionalIsOdd
        switch Int(next) {
        case SKY_TEXT_BREAK_PICTOGRAPHIC: pictograph = true
        case SKY_TEXT_BREAK_EXTEND, SKY_TEXT_BREAK_CONJUNCTEXTEND, SKY_TEXT_BREAK_LINKER, SKY_TEXT_BREAK_ZWJ:
            // The joiner counts only if the next pictograph follows it at once.
            if Int(previous) == SKY_TEXT_BREAK_ZWJ { pictograph = false }
        default: pictograph = false
        }
        switch Int(next) {
        case SKY_TEXT_BREAK_CONSONANT:
            consonant = true
            linked = false
        case SKY_TEXT_BREAK_LINKER: linked = consonant
        case SKY_TEXT_BREAK_CONJUNCTEXTEND, SKY_TEXT_BREAK_ZWJ: break
        default:
            consonant = false
            linked = false
        }
        previous = next
    }
}
