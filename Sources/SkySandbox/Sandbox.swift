import SkyDocument
import SkyProtocol

/// A provider simulated: checks requests as Skycore documents it, answers in the documented form, and says which
/// notifications follow. It does no input or output and reads no clock; time comes in as a number.
package struct Sandbox {
    /// Milliseconds between the answer and the first notification, and between one notification and the next.
    package static let pace = 200

    /// The carrier that all numbers belong to.
    static let carrier = "0009990"
    /// The carrier's partner, as receipts name it.
    static let aggregator = "00000-11111-22222-33333-44444"

    let account: SandboxAccount
    var store = SandboxStore()
    private let reader: XMLReader
    private var throttle = SandboxThrottle()

    /// A sandbox for an account; nil if memory ran out.
    package init?(account: SandboxAccount) {
        guard let reader = XMLReader.make() else { return nil }
        self.account = account
        self.reader = reader
        openStore()
    }

    /// Messages accepted so far.
    package var acceptedCount: Int { store.lastTracking - 500_000 }

    /// Answer a request.
    ///
    /// - Parameter now: milliseconds since 1970.
    package mutating func answer(_ request: SandboxRequest, at now: Int) -> SandboxAnswer {
        let call: SandboxCall
        do throws(SandboxRefusal) {
            call = try SandboxCall.read(request, reader, at: now)
        } catch {
            return SandboxAnswer(error, to: nil)
        }
        do throws(SandboxRefusal) {
            let action = try admit(call)
            try call.check(action)
            return try carryOut(action, call)
        } catch {
            return SandboxAnswer(error, to: call)
        }
    }

    /// What the account owns from the start.
    private mutating func openStore() {
        for name in account.campaigns { _ = store.addCampaign(named: name, brand: name, isEmail: false) }
        store.contents = account.storedMMS.map {
            SandboxStore.Content(
                id: $0, name: $0, subject: "", slideCount: 1, created: 0, ready: 0, isBroken: false, hasPass: true,
                allowsLink: true)
        }
        guard !account.user.utf8.isEmpty else { return }
        let owner = SandboxStore.User(
            name: account.user, passwordDigest: Sandbox.digest(of: account.password), apiKey: account.apiKey)
        store.users.append(owner)
    }

    // MARK: - Who calls

    /// Who calls, what for, and how often (codes of docs/skycore-codes.md).
    private mutating func admit(_ call: SandboxCall) throws(SandboxRefusal) -> SkycoreAction {
        guard call.value("ACTION") != nil else { throw SandboxRefusal("E101", " 'action' required") }
        try authenticate(call)
        guard let action = call.action() else { throw SandboxRefusal("E101", "No such action") }
        if let order = account.refusals.first(where: { $0.concerns(action) }) { throw SandboxRefusal(order.code) }
        try throttle.admit(action, account, at: call.now)
        return action
    }

    /// The API key, or a user's name and the MD5 of the password; if both are given both must be right (section 2).
    private func authenticate(_ call: SandboxCall) throws(SandboxRefusal) {
        let key = call.value("APIKEY")
        let name = call.value("USER")
        guard key != nil || name != nil else { throw SandboxRefusal("E102", "'user' or 'api_key' required") }
        let failed = SandboxRefusal("E104", "Authentication failed")
        if let key {
            guard key.isSame(as: account.apiKey) || store.users.contains(where: { $0.apiKey.isSame(as: key) }) else {
                throw failed
            }
        }
        guard let name else { return }
        guard let digest = call.value("PASS") else { throw SandboxRefusal("E103", "'pass' as md5 required") }
        guard store.users.contains(where: { $0.name.isSame(as: name) && $0.passwordDigest.isSame(as: digest) }) else {
            throw failed
        }
    }

    /// The MD5 of a password, as the provider wants it.
    static func digest(of password: String) -> String {
        let digest = Array(password.utf8).withUnsafeBufferPointer { MD5.hexadecimal($0) }
        return digest.span.withUnsafeBufferPointer { String(decoding: $0, as: Unicode.UTF8.self) }
    }
}
