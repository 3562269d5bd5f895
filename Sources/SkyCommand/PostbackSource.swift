import SkySandbox

/// Where notifications for one URL wait.
protocol PostbackSource: Actor {
    /// The notification that is due, if one is.
    func nextPostback(at now: Int) -> SandboxPostback?

    /// A delivery failed. False if the notification is given up.
    func postbackFailed(_ postback: SandboxPostback, at now: Int) -> Bool
}
