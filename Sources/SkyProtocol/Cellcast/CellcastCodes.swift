import CSkyTables
import SkyDocument

extension AnswerCode {
    /// What is known of a code of Cellcast's answers, or nil.
    static func cellcast(_ code: ProviderCode) -> AnswerCode? {
        var count = 0
        let rows = UnsafeBufferPointer(start: sky_cellcast_codes(&count), count: count)
        guard let row = rows.first(where: { code.isWord(CellcastCall.word($0.code)) }) else { return nil }
        return AnswerCode(
            text: PermanentWords(ofTable: CellcastCall.word(row.text)), group: row.group, retry: row.retry)
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
