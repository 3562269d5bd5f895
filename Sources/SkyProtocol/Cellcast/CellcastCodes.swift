import CSkyTables
import SkyDocument

extension AnswerCode {
    /// What is known of a code of Cellcast's answers, or nil.
    static func cellcast(_ code: ProviderCode) -> AnswerCode? {
        guard let row = cellcastRow(code) else { return nil }
        return AnswerCode(
            text: PermanentWords(ofTable: CellcastCall.word(row.text)), group: row.group, retry: row.retry)
    }

    /// Whether Cellcast may refuse a call to many with a code for what is wrong with one of its recipients, or with how
    /// many there are.
    static func blamesOneRecipient(_ code: ProviderCode) -> Bool {
        cellcastRow(code).map { $0.blames_one != 0 } ?? false
    }

    private static func cellcastRow(_ code: ProviderCode) -> sky_cellcast_code? {
        var count = 0
        let rows = UnsafeBufferPointer(start: sky_cellcast_codes(&count), count: count)
        return rows.first { code.isWord(CellcastCall.word($0.code)) }
    }
}

extension PostbackCode {
    /// What is known of a state of Cellcast's messages, or nil.
    static func cellcast(_ state: ProviderCode) -> PostbackCode? {
        var count = 0
        let rows = UnsafeBufferPointer(start: sky_cellcast_states(&count), count: count)
        guard let row = rows.first(where: { state.isWord(CellcastCall.word($0.state)) }) else { return nil }
        return PostbackCode(
            PermanentWords(ofTable: CellcastCall.word(row.text)),
            kind: PostbackKind(rawValue: UInt32(row.kind)) ?? .other,
            verdict: Verdict(rawValue: UInt32(row.verdict)) ?? .unknown, isFinal: row.is_final != 0)
    }
}
