extension Sandbox {
    /// Days that a report may span.
    static let reportDays = 31

    /// docs/skycore.md, section 4.12. The documents do not show the element that holds the address; it is URL here, and
    /// leads nowhere.
    mutating func getSendingStatus(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        guard let start = SandboxTime.milliseconds(call.text("STARTDATE")),
            let end = SandboxTime.milliseconds(call.text("ENDDATE")), start <= end
        else { throw SandboxRefusal("E508") }
        guard end - start <= Sandbox.reportDays * 86_400_000 else { throw SandboxRefusal("E509") }
        return .success(["URL": "https://reports.sandbox.invalid/\(store.next()).xml"])
    }

    /// Section 4.16.
    mutating func openSession() -> SandboxAnswer {
        .success(["SESSIONID": Sandbox.padded("\(store.next())", 40)])
    }

    /// Section 4.17: E151 if the name is taken. The new key and the new login may call from now on.
    mutating func createUser(_ call: SandboxCall) throws(SandboxRefusal) -> SandboxAnswer {
        let name = call.text("NEWUSER")
        guard !store.users.contains(where: { $0.name.isSame(as: name) }) else { throw SandboxRefusal("E151") }
        let user = SandboxStore.User(
            name: name, passwordDigest: Sandbox.digest(of: call.text("NEWPASS")),
            apiKey: "sandboxKey" + Sandbox.padded("\(store.next())", 22))
        store.users.append(user)
        return .success(["USERNAME": name, "PASSWORD": user.passwordDigest, "API_KEY": user.apiKey])
    }

    /// Section 4.17: what the provider answers is not documented, so nothing but the status.
    func createAccount() -> SandboxAnswer {
        SandboxAnswer(body: SandboxXML.document("response", ["status": "Success"]))
    }

    /// Digits with zeros in front.
    static func padded(_ digits: String, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
