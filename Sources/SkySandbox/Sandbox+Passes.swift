extension Sandbox {
    /// docs/skycore.md, section 4.9: an account without any answers a failure.
    func getPassTemplateIds() throws(SandboxRefusal) -> SandboxAnswer {
        guard !account.passTemplates.isEmpty else { throw SandboxRefusal("E800") }
        return .success(["PASSTEMPLATEIDS": Sandbox.joined(account.passTemplates)])
    }

    /// Section 4.19: by the template's id, or by that of an MMS or e-mail that holds it.
    func getPassTemplate(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        var template = call.value("PASSTEMPLATEID")
        let emailID = call.text("EMAILID")
        let isInMMS = call.value("MMSID").flatMap { store.content($0) }?.hasPass ?? false
        if isInMMS || account.emailTemplates.contains(where: { $0.isSame(as: emailID) }) {
            template = account.passTemplates.first
        }
        let id = try passTemplate(template)
        let body = SandboxXML.document("RESPONSE") { document in
            document.fields(["STATUS": "Success", "PASSTEMPLATEID": id])
            document.block("PASSTEMPLATE") {
                $0.fields([
                    "PASSNAME": "Sandbox pass", "PASSTYPE": "Coupon", "HEADERFIELDS": "1", "HEADERLABEL1": "",
                    "HEADERVALUE1": "", "BACKFIELDS": "0",
                ])
            }
        }
        return SandboxAnswer(body: body)
    }

    /// Section 4.19.
    mutating func addPassData(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let template = try passTemplate(call.value("PASSTEMPLATEID"))
        guard call.has("PASSDATA") else { throw SandboxRefusal("E824") }
        try checkPassData(of: call)
        let pass = storePass(call)
        return .success(
            ["PASSTEMPLATEID": template, "PASSDATAID": pass.id], [report(on: pass, Sandbox.holder(in: call), call)])
    }

    /// Section 4.19.
    mutating func updatePass(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let pass = try storedPass(call)
        guard call.has("PASSDATA") else { throw SandboxRefusal("E824") }
        return .success(["PASSDATAID": pass.id, "UPDATESTATUSID": "\(store.next())"])
    }

    /// Section 4.19: the answer has nothing but its status.
    mutating func deletePassData(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let pass = try storedPass(call)
        store.passes.removeAll { $0.id.isSame(as: pass.id) }
        return .success([:])
    }

    /// Section 4.19.
    mutating func generatePass(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        _ = try passTemplate(call.value("PASSTEMPLATEID"))
        try checkPassData(of: call)
        let pass = storePass(call)
        return .success(passFields(pass), [report(on: pass, Sandbox.holder(in: call), call)])
    }

    /// Section 4.19.
    mutating func generatePassByID(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let pass = try storedPass(call)
        return .success(passFields(pass), [report(on: pass, nil, call)])
    }

    /// Section 4.19: E822 if the stored MMS holds no pass.
    mutating func sendPassInMMS(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        if let content = store.content(call.text("MMSID")), !content.hasPass { throw SandboxRefusal("E822") }
        var answer = try sendSavedMMS(call, hasDetails: false)
        answer.postbacks.append(report(on: storePass(call), ("Phone", call.text("TO")), call))
        return answer
    }

    /// Section 4.19: an e-mail with a pass in it.
    mutating func sendPassInEmail(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        var answer = try sendSavedEmail(call)
        answer.postbacks.append(report(on: storePass(call), ("Email", call.text("EMAIL")), call))
        return answer
    }

    /// Section 4.19: what would hinder sending is but a warning here.
    mutating func getPassEmailTemplate(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        try checkEmail(of: call)
        let address = call.text("EMAIL")
        let pass = storePass(call)
        let warning = address.ending == 18 ? "E918" : Sandbox.emailTrouble(address)
        return .success(
            emailEcho(of: call, tracking: nil) + [
                "PASSDATAID": pass.id, "SERIALNUMBER": "SN-\(pass.id)", "CUSTOMPASSID": pass.customID,
                "WARNINGCODE": warning, "WARNINGINFO": warning.map { SandboxRefusal($0).words },
                "EMAILSUBJECT": "Your pass", "EMAILHTML": "<html><body><p>Your pass</p></body></html>",
            ], [report(on: pass, ("Email", address), call)])
    }

    // MARK: - Stored data

    private func passTemplate(_ id: String?) throws(SandboxRefusal) -> String {
        guard let id, account.passTemplates.contains(where: { $0.isSame(as: id) }) else {
            throw SandboxRefusal("E802")
        }
        return id
    }

    private func storedPass(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxStore.Pass {
        let id = call.text("PASSDATAID")
        guard let pass = store.passes.first(where: { $0.id.isSame(as: id) }) else { throw SandboxRefusal("E808") }
        return pass
    }

    private func checkPassData(of call: SandboxCall) throws(SandboxRefusal) {
        if let address = call.value("EMAIL", in: "PASSDATA"), !address.isEmailAddress { throw SandboxRefusal("E804") }
        if let phone = call.value("PHONE", in: "PASSDATA"), !phone.isMSISDN { throw SandboxRefusal("E805") }
    }

    private mutating func storePass(_ call: SandboxCall) -> SandboxStore.Pass {
        let pass = SandboxStore.Pass(
            id: "\(70_000 + store.next())", customID: call.value("CUSTOMPASSID", in: "PASSDATA") ?? "")
        store.passes.append(pass)
        return pass
    }

    private func passFields(_ pass: SandboxStore.Pass) -> SandboxFields {
        let link = "https://passes.sandbox.invalid/p?id=\(pass.id)"
        return [
            "PASSDATAID": pass.id, "SERIALNUMBER": "SN-\(pass.id)", "CUSTOMPASSID": pass.customID,
            "PASSLINK": link, "DOWNLOADURL": link + "&dl=1",
        ]
    }

    /// Whom a pass is for, by what its data say.
    private static func holder(in call: SandboxCall) -> (String, String)? {
        if let phone = call.value("PHONE", in: "PASSDATA") { return ("Phone", phone) }
        return call.value("EMAIL", in: "PASSDATA").map { ("Email", $0) }
    }

    /// The notification on a pass (section 5.7). The last two digits of its custom id decide: 98 could not be made,
    /// 97 over its limit, 94 not enough credits.
    private func report(
        on pass: SandboxStore.Pass, _ holder: (by: String, value: String)?, _ call: SandboxCall
    ) -> SandboxPostback {
        let code: String
        switch pass.customID.ending {
        case 98: code = "N802"
        case 97: code = "N803"
        case 94: code = "N811"
        default: code = "N801"
        }
        let due = call.now + Sandbox.pace
        return SandboxPostback(
            code, origin: "GENERATE_PASS", due: due,
            [
                "REFERENCEDBY": holder?.by ?? "", "REFERENCEVALUE": holder?.value ?? "",
                "CUSTOMPASSID": pass.customID, "PASSDATAID": pass.id,
                "SERIALNUMBER": code.isSame(as: "N801") ? "SN-\(pass.id)" : nil,
                "TIMESTAMP": SandboxTime.text(due),
            ])
    }
}
