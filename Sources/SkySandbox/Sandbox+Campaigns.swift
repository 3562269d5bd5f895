extension Sandbox {
    /// docs/skycore.md, section 4.11. The name serves as the campaign's reference.
    mutating func createCampaign(_ call: SandboxCall, isEmail: Bool) -> SandboxAnswer {
        let campaign = store.addCampaign(
            named: call.text("CAMPAIGNNAME"), brand: call.text("BRANDNAME"), isEmail: isEmail)
        return .success([
            "CAMPAIGNID": campaign.id, "CAMPAIGNNAME": campaign.name, "BRANDNAME": campaign.brand,
            "MAILINGADDRESS": isEmail ? call.value("MAILINGADDRESS") : nil,
        ])
    }

    /// Section 4.10: an account without any answers a failure.
    func getCampaigns(areEmail: Bool) throws(SandboxRefusal) -> SandboxAnswer {
        let campaigns = store.campaigns.filter { $0.isEmail == areEmail }
        guard !campaigns.isEmpty else { throw SandboxRefusal(areEmail ? "E404" : "E405") }
        let body = SandboxXML.document("RESPONSE") { document in
            document.fields(["STATUS": "Success"])
            document.block(areEmail ? "EMAILCAMPAIGNS" : "MMSCAMPAIGNS") { list in
                for campaign in campaigns {
                    list.block("CAMPAIGN") { $0.fields(["ID": campaign.id, "NAME": campaign.name]) }
                }
            }
        }
        return SandboxAnswer(body: body)
    }

    /// Section 4.8. N301 comes again when a number that is in opts in again; a reference that is given replaces the
    /// old.
    mutating func subscribe(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let campaign = try campaign(of: call)
        let mobile = call.text("MOBILE")
        guard mobile.isMSISDN, mobile.ending != 98 else { throw SandboxRefusal("E904") }
        if case .refused(let refusal) = SandboxFate(of: mobile) { throw refusal }
        let known = store.subscriptions.first {
            $0.campaignID.isSame(as: campaign.id) && $0.address.isSame(as: mobile)
        }
        _ = store.remove(mobile, from: campaign)
        let reference = call.value("SUBSCRIBERREF")
        store.subscriptions.append(
            SandboxStore.Subscription(
                campaignID: campaign.id, address: mobile, reference: reference ?? known?.reference))
        return .success(
            named(by: call) + ["SUBSCRIBERREF": reference, "MOBILE": mobile],
            [report("N301", mobile, campaign, call)])
    }

    /// Section 4.8. E905 for a number that is not in the campaign.
    mutating func unsubscribe(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let campaign = try campaign(of: call)
        let mobile = call.text("MOBILE")
        guard store.remove(mobile, from: campaign) else { throw SandboxRefusal("E905") }
        return .success(named(by: call) + ["MOBILE": mobile], [report("N302", mobile, campaign, call)])
    }

    /// The campaign that a subscription is about: E721 for an unknown reference, E903 for an unknown id.
    private func campaign(of call: SandboxCall) throws(SandboxRefusal) -> SandboxStore.Campaign {
        let reference = call.value("CAMPAIGNREF")
        guard let campaign = store.campaign(reference ?? call.text("CAMPAIGNID"), isEmail: false) else {
            throw SandboxRefusal(reference == nil ? "E903" : "E721")
        }
        return campaign
    }

    /// The campaign as the request names it.
    private func named(by call: SandboxCall) -> SandboxFields {
        ["CAMPAIGNREF": call.value("CAMPAIGNREF"), "CAMPAIGNID": call.value("CAMPAIGNID")]
    }

    private func report(
        _ code: String, _ mobile: String, _ campaign: SandboxStore.Campaign, _ call: SandboxCall
    ) -> SandboxPostback {
        let due = call.now + Sandbox.pace
        return SandboxPostback(
            code, origin: "SUB", due: due,
            ["MOBILE": mobile] + named(by: call) + [
                "TIMESTAMP": SandboxTime.text(due), "SHORTCODE": ownSender, "CAMPAIGNTITLE": campaign.name,
                "BRANDNAME": campaign.brand, "SOURCE": "API",
            ])
    }
}
