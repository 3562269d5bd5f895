import SkyDocument

extension CellcastEnvelope {
    /// Whether the code is a word, without regard to ASCII case.
    func isCalled(notFound word: StaticString) -> Bool {
        if case .word(let code) = code { return ByteScan.equalIgnoringCase(code, word) }
        return false
    }

    /// Append the code and the text to the record that was begun last.
    func appendCode(to records: inout RecordWriter) {
        code.append(to: &records)
        if let text { records.append("ERRORINFO", text) }
    }
}

extension CellcastEnvelope.Code {
    /// Append the code to the record that was begun last.
    func append(to records: inout RecordWriter) {
        switch self {
        case .none: return
        case .success: records.append("ERRORCODE", PermanentWords("SUCCESS").bytes)
        case .word(let word): records.append("ERRORCODE", word)
        case .number(let number):
            var digits = ByteBuffer()
            digits.append(decimal: number)
            records.append("ERRORCODE", digits.bytes)
        }
    }
}
