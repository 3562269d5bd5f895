import SkyDocument
import SkyProtocol

extension ClientSettings {
    /// Hold a key against what its provider's can be: a key ends up in a query or in a header line.
    static func check(key: UnsafeBufferPointer<UInt8>, of provider: Provider) throws(SendFailure) {
        guard key.count > 0 else { throw SendFailure(.argument, "credential: empty") }
        guard key.count <= provider.longestKey else {
            var message = Message("credential: longer than ")
            message.append(provider.longestKey)
            message.append(" bytes")
            throw SendFailure(.limit, message)
        }
        for offset in 0..<key.count where key[offset] <= 0x20 || key[offset] >= 0x7F {
            throw SendFailure(.argument, "credential: a character that no API key has", at: offset)
        }
        guard !provider.takesColonInKey, let colon = ByteScan.firstIndex(of: 0x3A, in: key, from: 0) else { return }
        throw SendFailure(.argument, "credential: a colon, which no API key has", at: colon)
    }

    /// Set the other half of the pair that HTTP Basic wants, at Cellcast's; "" for none.
    ///
    /// - Throws: `.config` for another provider, `.limit` above 256 bytes, `.argument` for control characters.
    package mutating func set(secret: UnsafeBufferPointer<UInt8>) throws(SendFailure) {
        guard provider == .cellcast else { throw SendFailure(.config, "secret: this provider has none") }
        guard secret.count <= 256 else { throw SendFailure(.limit, "secret: longer than 256 bytes", at: 256) }
        for offset in 0..<secret.count where secret[offset] < 0x20 || secret[offset] == 0x7F {
            throw SendFailure(.argument, "secret: a control character", at: offset)
        }
        credentials.set(secret: secret)
    }

    /// Set in which headers the credentials travel, at Cellcast's. A bearer token is the newer platform's.
    package mutating func set(credentialMode mode: Credentials.Mode) throws(SendFailure) {
        guard provider == .cellcast else { throw SendFailure(.config, "mode: this provider has but one") }
        credentials.set(mode: mode)
        useDefaultURL()
    }
}
