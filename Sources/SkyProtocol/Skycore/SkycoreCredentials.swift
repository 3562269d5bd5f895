import SkyDocument

/// How an account proves that it is itself (docs/skycore.md, section 2): its API key, and where that is wanted its user
/// name and the MD5 of its password.
package struct SkycoreCredentials {
    /// The API key; empty if there is none.
    let apiKey: [UInt8]
    /// The user name; empty if there is none.
    private(set) var user: [UInt8] = []
    /// The MD5 of the password in hexadecimal digits; empty if there is none. The password itself is not kept.
    private(set) var passwordDigest: [UInt8] = []

    /// Credentials with a key, which has been checked.
    package init(apiKey: UnsafeBufferPointer<UInt8>) {
        self.apiKey = [UInt8](apiKey)
    }

    /// Add the older way: user name and password, both checked.
    package mutating func setLogin(user: UnsafeBufferPointer<UInt8>, password: UnsafeBufferPointer<UInt8>) {
        self.user = [UInt8](user)
        let digest = MD5.hexadecimal(password)
        passwordDigest = digest.span.withUnsafeBufferPointer { [UInt8]($0) }
    }
}
