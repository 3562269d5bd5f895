/// A number that a call names, and what is filled in for it.
struct CellcastRecipient {
    /// As the call writes it.
    let written: String
    /// In international form, digits only; nil if messages cannot go there.
    let digits: String?
    /// Values for the places of a stored text.
    var values: [CellcastValue.Member] = []

    /// Read a number: `+614NNNNNNNN`, `614NNNNNNNN`, `04NNNNNNNN` or `4NNNNNNNN`; for New Zealand `+64` and 8 to 10
    /// digits (docs/cellcast.md, section 3).
    init(_ written: String, isNewZealand: Bool = false) {
        self.written = written
        var digits = written.utf8[...]
        if digits.first == 0x2B { digits = digits.dropFirst() }
        let count = digits.count
        guard digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            self.digits = nil
            return
        }
        if isNewZealand {
            let isThere = digits.starts(with: "64".utf8) && count >= 10 && count <= 12
            self.digits = isThere ? String(decoding: digits, as: Unicode.UTF8.self) : nil
        } else if count == 11, digits.starts(with: "614".utf8) {
            self.digits = String(decoding: digits, as: Unicode.UTF8.self)
        } else if written.utf8.first != 0x2B,
            count == 10 && digits.starts(with: "04".utf8) || count == 9 && digits.first == 0x34
        {
            self.digits = "61" + String(decoding: digits.suffix(9), as: Unicode.UTF8.self)
        } else {
            self.digits = nil
        }
    }
}
