import SkyDocument
import SkyProtocol

extension Sandbox {
    /// Do what a request asks for, which has passed the check against the table of actions.
    mutating func carryOut(_ action: SkycoreAction, _ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        switch action.name {
        case "sendSMS": return try sendSMS(call)
        case "sendMMS": return try sendMMS(call)
        case "saveMMS": return try saveMMS(call)
        case "sendSavedMMS": return try sendSavedMMS(call)
        case "sendMMSBarcode": return try sendSavedMMS(call, namesSender: false, hasDetails: false)
        case "sendPassInMMS": return try sendPassInMMS(call)
        case "sendSavedMMSCampaign": return try sendSavedMMSCampaign(call)
        case "sendMessageBySubscriberRef": return try sendMessageBySubscriberRef(call)
        case "subscribe": return try subscribe(call)
        case "unsubscribe": return try unsubscribe(call)
        case "getMmsIds": return try getMmsIds()
        case "getMMSTemplates": return try getMMSTemplates(call)
        case "deleteMMSID": return try deleteMMSID(call)
        case "removeMMSInboxMessage": return try removeMMSInboxMessage(call)
        case "getMmsCampaigns": return try getCampaigns(areEmail: false)
        case "getEmailCampaigns": return try getCampaigns(areEmail: true)
        case "createMMSCampaign": return createCampaign(call, isEmail: false)
        case "createEmailCampaign": return createCampaign(call, isEmail: true)
        default: return try carryOutOther(action, call)
        }
    }

    /// E-mail, passes and the account itself.
    private mutating func carryOutOther(
        _ action: SkycoreAction, _ call: SandboxCall
    ) throws(SandboxRefusal) -> SandboxAnswer {
        switch action.name {
        case "getSendingStatus": return try getSendingStatus(call)
        case "loginUser", "createAccountSession": return openSession()
        case "createUser": return try createUser(call)
        case "createAccount": return createAccount()
        case "getEmailIds": return try getEmailIds()
        case "sendSavedEmail": return try sendSavedEmail(call)
        case "sendPassInEmail": return try sendPassInEmail(call)
        case "getPassEmailTemplate": return try getPassEmailTemplate(call)
        case "subscribeEmail": return try subscribeEmail(call)
        case "unsubscribeEmail": return try unsubscribeEmail(call)
        case "getPassTemplate": return try getPassTemplate(call)
        case "getPassTemplateIds": return try getPassTemplateIds()
        case "addPassData": return try addPassData(call)
        case "updatePass": return try updatePass(call)
        case "deletePassData": return try deletePassData(call)
        case "generatePass": return try generatePass(call)
        case "generatePassById": return try generatePassByID(call)
        // An action that the table has and this does not.
        default: throw SandboxRefusal("E107")
        }
    }
}

/// Lets a name of the table be compared with names of the program's own in a switch.
private func ~= (own: StaticString, name: UnsafeBufferPointer<UInt8>) -> Bool {
    ByteScan.equal(name, own)
}
