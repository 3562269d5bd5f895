/// What is known of a code that comes in a postback.
package struct PostbackCode {
    /// What it means, in English.
    package let text: PermanentWords
    /// What it is about.
    package let kind: PostbackKind
    /// What it says of the message, unless STATUS says otherwise.
    package let verdict: Verdict
    /// Whether nothing more is to be expected.
    package let isFinal: Bool

    init(_ text: StaticString, kind: PostbackKind, verdict: Verdict, isFinal: Bool) {
        self.init(PermanentWords(text), kind: kind, verdict: verdict, isFinal: isFinal)
    }

    init(_ text: PermanentWords, kind: PostbackKind, verdict: Verdict, isFinal: Bool) {
        self.text = text
        self.kind = kind
        self.verdict = verdict
        self.isFinal = isFinal
    }
}
