extension Sandbox {
    /// docs/skycore.md, section 4.9: an account without any answers a failure.
    func getEmailIds() throws(SandboxRefusal) -> SandboxAnswer {
        guard !account.emailTemplates.isEmpty else { throw SandboxRefusal("E400") }
        return .success(["EMAILIDS": Sandbox.joined(account.emailTemplates)])
    }

    /// Section 4.18. No notification is documented for e-mail.
    mutating func sendSavedEmail(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        try checkEmail(of: call)
        if let code = Sandbox.emailTrouble(call.text("EMAIL")) { throw SandboxRefusal(code) }
        return .success(emailEcho(of: call, tracking: "EMAIL_\(store.nextTracking())"))
    }

    /// Section 4.18.
    mutating func subscribeEmail(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let campaign = try emailCampaign(of: call)
        let address = call.text("EMAIL")
        guard address.isEmailAddress, address.ending != 13 else { throw SandboxRefusal("E913") }
        _ = store.remove(address, from: campaign)
        store.subscriptions.append(SandboxStore.Subscription(campaignID: campaign.id, address: address))
        return .success(
            ["CAMPAIGNID": call.value("CAMPAIGNID"), "EMAIL": address], [report("N303", address, call)])
    }

    /// Section 4.18: `ALL` means everybody who is in the campaign.
    mutating func unsubscribeEmail(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let campaign = try emailCampaign(of: call)
        let address = call.text("EMAIL")
        let leaving =
            address.isSame(as: "ALL") ? store.subscriptions(in: campaign).map { $0.address } : [address]
        var postbacks: [SandboxPostback] = []
        for one in leaving {
            guard store.remove(one, from: campaign) else { throw SandboxRefusal("E914") }
            postbacks.append(report("N304", one, call))
        }
        return .success(["CAMPAIGNID": call.value("CAMPAIGNID"), "EMAIL": address], postbacks)
    }

    /// What all e-mails need: a template (E402), an address (E406), a campaign (E714).
    func checkEmail(of call: SandboxCall) throws(SandboxRefusal) {
        let template = call.text("EMAILTEMPLATEID")
        guard account.emailTemplates.contains(where: { $0.isSame(as: template) }) else {
            throw SandboxRefusal("E402")
        }
        guard call.text("EMAIL").isEmailAddress else { throw SandboxRefusal("E406") }
        guard store.campaign(call.text("CAMPAIGNID"), isEmail: true) != nil else { throw SandboxRefusal("E714") }
    }

    /// The code for an address whose last two digits before the `@` ask for one.
    static func emailTrouble(_ address: String) -> String? {
        switch address.ending {
        case 3: return "E403"
        case 15: return "E915"
        case 16: return "E916"
        case 17: return "E917"
        case 94: return "E713"
        default: return nil
        }
    }

    /// What answers about an e-mail repeat.
    func emailEcho(of call: SandboxCall, tracking: String?) -> SandboxFields {
        [
            "EMAILTEMPLATEID": call.value("EMAILTEMPLATEID"), "TRACKINGID": tracking,
            "EMAIL": call.value("EMAIL"), "CAMPAIGNID": call.value("CAMPAIGNID"),
        ]
    }

    private func emailCampaign(of call: SandboxCall) throws(SandboxRefusal) -> SandboxStore.Campaign {
        guard let campaign = store.campaign(call.text("CAMPAIGNID"), isEmail: true) else {
            throw SandboxRefusal("E912")
        }
        return campaign
    }

    private func report(_ code: String, _ address: String, _ call: SandboxCall) -> SandboxPostback {
        SandboxPostback(
            code, origin: "EMAIL_SUB", due: call.now + Sandbox.pace,
            ["EMAIL": address, "CAMPAIGNID": call.value("CAMPAIGNID")])
    }
}
