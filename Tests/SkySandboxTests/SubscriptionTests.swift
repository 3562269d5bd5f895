import Testing

@testable import SkyProtocol
@testable import SkySandbox

@Suite("Campaigns and subscribers in the sandbox")
struct SubscriptionTests {
    @Test("Campaigns are made, listed, and known by id and by name; none is a failure")
    func campaigns() throws {
        var play = try Play()
        #expect(play.call("getMmsCampaigns").code == "E405")
        let made = play.call(
            "createMMSCampaign", "<CAMPAIGNNAME>Lunch &amp; Learn</CAMPAIGNNAME><BRANDNAME>Harbor</BRANDNAME>")
        let whole = try Play.read(made)[0]
        #expect(whole["CAMPAIGNID"] == "4401" && whole["CAMPAIGNNAME"] == "Lunch & Learn")
        #expect(whole["BRANDNAME"] == "Harbor")
        let list = try Play.read(play.call("getMmsCampaigns"))[0]
        #expect(list["MMSCAMPAIGNS/CAMPAIGN/ID"] == "4401")
        #expect(list["MMSCAMPAIGNS/CAMPAIGN/NAME"] == "Lunch & Learn")
        #expect(play.call("getEmailCampaigns").code == "E404")
        #expect(play.call("createMMSCampaign", "<BRANDNAME>x</BRANDNAME>").code == "E170")
        #expect(play.call("createMMSCampaign", "<CAMPAIGNNAME>x</CAMPAIGNNAME>").code == "E171")
        for reference in ["4401", "Lunch &amp; Learn"] {
            let content = "<CAMPAIGNREF>\(reference)</CAMPAIGNREF><MOBILE>15550100001</MOBILE>"
            #expect(play.call("subscribe", content).code == nil)
        }
    }

    @Test("N301 and N302 say who, where, when and why; opting in again is told again")
    func reports() throws {
        var play = try Play {
            $0.campaigns = ["harbor"]
            $0.senders = ["55507"]
        }
        let content = "<CAMPAIGNREF>harbor</CAMPAIGNREF><MOBILE>15550100001</MOBILE>"
        for (action, code) in [("subscribe", "N301"), ("subscribe", "N301"), ("unsubscribe", "N302")] {
            let answer = play.call(action, content)
            let whole = try Play.read(answer)[0]
            #expect(whole["CAMPAIGNREF"] == "harbor" && whole["MOBILE"] == "15550100001")
            #expect(answer.postbacks.count == 1)
            let report = try Play.read(try #require(answer.postbacks.first))
            #expect(report["CODE"] == code && report.kind == .subscription && report.verdict == .pending)
            #expect(report["MOBILE"] == "15550100001" && report["CAMPAIGNREF"] == "harbor")
            #expect(report["SHORTCODE"] == "55507" && report["CAMPAIGNTITLE"] == "harbor")
            #expect(report["BRANDNAME"] != nil && report["SOURCE"] == "API" && report["TIMESTAMP"] != nil)
            #expect(report.isFinal)
        }
        #expect(play.call("unsubscribe", content).code == "E905")
    }

    @Test("Subscriptions that cannot be are refused with the codes of the documents")
    func refusals() throws {
        var play = try Play { $0.campaigns = ["harbor"] }
        let cases = [
            ("E901", "<CAMPAIGNREF>harbor</CAMPAIGNREF>"), ("E902", "<MOBILE>15550100001</MOBILE>"),
            ("E721", "<CAMPAIGNREF>other</CAMPAIGNREF><MOBILE>15550100001</MOBILE>"),
            ("E903", "<CAMPAIGNID>9</CAMPAIGNID><MOBILE>15550100001</MOBILE>"),
            ("E904", "<CAMPAIGNREF>harbor</CAMPAIGNREF><MOBILE>+15550100001</MOBILE>"),
            ("E904", "<CAMPAIGNREF>harbor</CAMPAIGNREF><MOBILE>15550100098</MOBILE>"),
            ("E114", "<CAMPAIGNREF>harbor</CAMPAIGNREF><MOBILE>15550100097</MOBILE>"),
        ]
        for (code, content) in cases {
            let answer = play.call("subscribe", content)
            #expect(answer.code == code && answer.postbacks.isEmpty)
        }
    }

    @Test("A subscriber's message goes to each of the numbers, without a STATUS for the whole, with mixed outcomes")
    func bySubscriberRef() throws {
        var play = try subscribed(["15550100001", "15550100097", "15550100002"])
        let text = "<SUBSCRIBERREF>me</SUBSCRIBERREF><CAMPAIGNREF>harbor</CAMPAIGNREF><TEXT>x</TEXT>"
        let answer = play.call("sendMessageBySubscriberRef", text)
        let readings = try Play.read(answer)
        #expect(!answer.body.hasPrefix("<RESPONSE><STATUS>") && readings[0]["SUBSCRIBERREF"] == "me")
        #expect(readings[0]["CAMPAIGNREF"] == "harbor" && readings[0].outcome == .partial)
        #expect(readings.dropFirst().map { $0["TO"] } == ["15550100001", "15550100097", "15550100002"])
        #expect(readings.dropFirst().map { $0.outcome } == [.accepted, .rejected, .accepted])
        #expect(readings[2]["ERRORCODE"] == "E114" && readings[1]["TRACKINGID"] != readings[3]["TRACKINGID"])
        #expect(answer.postbacks.map(\.code) == ["N201", "N202", "N201", "N202"])
        let content = text.replacing("<TEXT>x</TEXT>", with: "<MMSID>7</MMSID>")
        let mms = play.call("sendMessageBySubscriberRef", content)
        #expect(mms.postbacks.map(\.code) == ["N101", "N102", "N101", "N102"])
    }

    @Test("What is wrong with a message to a subscriber has the provider's own code")
    func bySubscriberRefRefusals() throws {
        var play = try subscribed(["15550100001"])
        let cases = [
            ("E716", "<SUBSCRIBERREF>me</SUBSCRIBERREF><CAMPAIGNREF>harbor</CAMPAIGNREF>"),
            (
                "E717",
                "<SUBSCRIBERREF>me</SUBSCRIBERREF><CAMPAIGNREF>harbor</CAMPAIGNREF><TEXT>x</TEXT><MMSID>7</MMSID>"
            ),
            ("E718", "<SUBSCRIBERREF>me</SUBSCRIBERREF><TEXT>x</TEXT>"),
            ("E719", "<CAMPAIGNREF>harbor</CAMPAIGNREF><TEXT>x</TEXT>"),
            ("E720", "<SUBSCRIBERREF>you</SUBSCRIBERREF><CAMPAIGNREF>harbor</CAMPAIGNREF><TEXT>x</TEXT>"),
            ("E721", "<SUBSCRIBERREF>me</SUBSCRIBERREF><CAMPAIGNREF>other</CAMPAIGNREF><TEXT>x</TEXT>"),
            ("E241", "<SUBSCRIBERREF>me</SUBSCRIBERREF><CAMPAIGNREF>harbor</CAMPAIGNREF><MMSID>8</MMSID>"),
        ]
        for (code, content) in cases { #expect(play.call("sendMessageBySubscriberRef", content).code == code) }
        _ = play.call("unsubscribe", "<CAMPAIGNREF>harbor</CAMPAIGNREF><MOBILE>15550100001</MOBILE>")
        #expect(
            play.call(
                "sendMessageBySubscriberRef",
                "<SUBSCRIBERREF>me</SUBSCRIBERREF><CAMPAIGNREF>harbor</CAMPAIGNREF><TEXT>x</TEXT>"
            ).code == "E720")
    }

    @Test("A campaign's message is reported for each subscriber, under the id that the answer gave")
    func toCampaign() throws {
        var play = try subscribed(["15550100001", "15550100097", "15550100099"])
        for query in ["tocampaign=harbor", "tocampaign=4401", "campaignid=4401"] {
            let answer = play.get("action=sendsavedmmscampaign&api_key=key&mmsid=7&\(query)")
            let schedule = try #require(try Play.read(answer)[0]["SCHEDULEDID"])
            let readings = try answer.postbacks.map { try Play.read($0) }
            #expect(readings.map { $0["CODE"] } == ["N101", "N102", "N101", "E102"])
            #expect(readings.map { $0["TO"] } == ["15550100001", "15550100001", "15550100099", "15550100099"])
            #expect(answer.postbacks.allSatisfy { $0.body.contains("<SCHEDULEDID>\(schedule)</SCHEDULEDID>") })
        }
        #expect(play.call("sendSavedMMSCampaign", "<MMSID>7</MMSID>").code == "E624")
        #expect(play.call("sendSavedMMSCampaign", "<TOCAMPAIGN>4401</TOCAMPAIGN>").code == "E620")
        #expect(
            play.call("sendSavedMMSCampaign", "<MMSID>7</MMSID><TOCAMPAIGN>9</TOCAMPAIGN>").code == "E714")
        #expect(
            play.call("sendSavedMMSCampaign", "<MMSID>8</MMSID><TOCAMPAIGN>4401</TOCAMPAIGN>").code == "E241")
    }

    @Test("CAMPAIGNREF must be known; an account may demand it, and that the recipient is in the campaign")
    func enforcement() throws {
        let message = "<FROM>1</FROM><TEXT>x</TEXT>"
        var free = try Play { $0.campaigns = ["harbor"] }
        #expect(free.call("sendSMS", message + "<TO>15550100001</TO>").code == nil)
        #expect(free.call("sendSMS", message + "<TO>15550100001</TO><CAMPAIGNREF>x</CAMPAIGNREF>").code == "E714")
        #expect(free.call("sendSMS", message + "<TO>15550100001</TO><CAMPAIGNREF>harbor</CAMPAIGNREF>").code == nil)
        var strict = try subscribed(["15550100001"]) { $0.enforcesCampaign = true }
        let named = message + "<CAMPAIGNREF>harbor</CAMPAIGNREF>"
        #expect(strict.call("sendSMS", message + "<TO>15550100001</TO>").code == "E714")
        #expect(strict.call("sendSMS", named + "<TO>15550100001</TO>").code == nil)
        #expect(strict.call("sendSMS", named + "<TO>15550100002</TO>").code == "E715")
    }

    /// A sandbox with these numbers in the campaign `harbor`, under the reference `me`, and the stored MMS 7.
    private func subscribed(_ numbers: [String], _ change: (inout SandboxAccount) -> Void = { _ in }) throws -> Play {
        var play = try Play {
            $0.campaigns = ["harbor"]
            $0.storedMMS = ["7"]
            change(&$0)
        }
        let campaign = try #require(play.sandbox.store.campaign("harbor", isEmail: false))
        for number in numbers {
            // Numbers that cannot be subscribed can be in an account all the same.
            play.sandbox.store.subscriptions.append(
                SandboxStore.Subscription(campaignID: campaign.id, address: number, reference: "me"))
        }
        return play
    }
}
