extension SandboxAnswer {
    /// A refusal, in the form in which the action answers (docs/skycore.md, section 4.0): e-mail actions echo what they
    /// were about before the code, actions with a recipient echo it behind the code.
    ///
    /// - Parameter call: what is refused; nil if it could not be read.
    init(_ refusal: SandboxRefusal, to call: SandboxCall?) {
        code = refusal.code
        postbacks = []
        if call?.isLowerCase ?? false {
            body = SandboxXML.document(
                "response",
                ["status": "Failure", "error-code": refusal.code, "error-info": refusal.words])
            return
        }
        let isAboutEmail = call?.value("EMAILTEMPLATEID") != nil
        let echo: SandboxFields =
            isAboutEmail
            ? [
                "EMAILTEMPLATEID": call?.value("EMAILTEMPLATEID"), "EMAIL": call?.value("EMAIL"),
                "CAMPAIGNID": call?.value("CAMPAIGNID"),
            ] : [:]
        body = SandboxXML.document(
            "RESPONSE",
            ["STATUS": "Failure"] + echo + [
                "ERRORCODE": refusal.code, "TO": call?.value("TO"), "ERRORINFO": refusal.words,
            ])
    }
}
