/// What the account owns by now. All ids are counted up, so that the same calls make the same ids.
struct SandboxStore {
    /// A stored MMS.
    struct Content {
        let id: String
        let name: String
        let subject: String
        let slideCount: Int
        let created: Int
        /// From when on it can be sent.
        let ready: Int
        /// Whether its sound or film could not be encoded; it is unusable then.
        let isBroken: Bool
        let hasPass: Bool
        let allowsLink: Bool
    }

    /// A campaign, for numbers or for e-mail.
    struct Campaign {
        let id: String
        let name: String
        let brand: String
        let isEmail: Bool
    }

    /// A number or an address that is in a campaign.
    struct Subscription {
        let campaignID: String
        let address: String
        var reference: String?
    }

    /// An MMS that came in.
    struct InboxMessage {
        let id: String
        var isRemoved = false
    }

    /// Stored data of a pass.
    struct Pass {
        let id: String
        let customID: String
    }

    /// Somebody who may call.
    struct User {
        let name: String
        let passwordDigest: String
        let apiKey: String
    }

    var contents: [Content] = []
    var campaigns: [Campaign] = []
    var subscriptions: [Subscription] = []
    var inbox: [InboxMessage] = []
    var passes: [Pass] = []
    var users: [User] = []
    private(set) var lastTracking = 500_000
    private var lastMMS = 100_000
    private var lastCampaign = 4400
    private var lastOther = 0

    /// The next message's number.
    mutating func nextTracking() -> Int {
        lastTracking += 1
        return lastTracking
    }

    /// The id of the next stored MMS.
    mutating func nextMMS() -> String {
        lastMMS += 1
        return "\(lastMMS)"
    }

    /// A number that nothing else has: of sessions, schedules, passes, users, inbound messages.
    mutating func next() -> Int {
        lastOther += 1
        return lastOther
    }

    /// Add a campaign.
    mutating func addCampaign(named name: String, brand: String, isEmail: Bool) -> Campaign {
        lastCampaign += 1
        let campaign = Campaign(id: "\(lastCampaign)", name: name, brand: brand, isEmail: isEmail)
        campaigns.append(campaign)
        return campaign
    }

    /// A campaign by its id or its name, which serves as its reference.
    func campaign(_ reference: String, isEmail: Bool) -> Campaign? {
        campaigns.first {
            $0.isEmail == isEmail && ($0.id.isSame(as: reference) || $0.name.isSame(as: reference))
        }
    }

    /// A stored MMS by its id.
    func content(_ id: String) -> Content? { contents.first { $0.id.isSame(as: id) } }

    /// Who is in a campaign.
    func subscriptions(in campaign: Campaign) -> [Subscription] {
        subscriptions.filter { $0.campaignID.isSame(as: campaign.id) }
    }

    /// Take an address out of a campaign. False if it is not in it.
    mutating func remove(_ address: String, from campaign: Campaign) -> Bool {
        let before = subscriptions.count
        subscriptions.removeAll { $0.campaignID.isSame(as: campaign.id) && $0.address.isSame(as: address) }
        return subscriptions.count < before
    }
}
