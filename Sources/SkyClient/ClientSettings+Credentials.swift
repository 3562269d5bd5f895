import CCurl
import SkyDocument
import SkyProtocol

extension ClientSettings {
    /// Hold a key against what its provider's can be: a key ends up in a query or in a header line.
    static func check(key: UnsafeBufferPointer<UInt8>, of provider: Provider) throws(SendFailure) {
        guard key.count > 0 else { throw SendFailure(.argument, "credential: empty") }
        if provider == .skycore {
            guard key.count <= 256 else { throw SendFailure(.limit, "credential: longer than 256 bytes") }
        } else {
            guard key.count <= 4096 else { throw SendFailure(.limit, "credential: longer than 4096 bytes") }
        }
        for offset in 0..<key.count where key[offset] <= 0x20 || key[offset] >= 0x7F {
            throw SendFailure(.argument, "credential: a character that no API key has", at: offset)
        }
        guard provider == .cellcast, let colon = ByteScan.firstIndex(of: 0x3A, in: key, from: 0) else { return }
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

    /// Cellcast is spoken over TLS only, except with this machine itself (docs/cellcast.md, section 2), and its calls are
    /// paths behind the address.
    static func checkCellcast(_ url: UnsafeBufferPointer<UInt8>, _ parts: OpaquePointer) throws(SendFailure) {
        if let offset = ByteScan.firstIndex(of: 0x3F, in: url, from: 0) {
            throw SendFailure(.argument, "url: has a query, and calls are to be put behind it", at: offset)
        }
        let scheme = UnsafeBufferPointer(rebasing: url[0..<min(8, url.count)])
        guard !ByteScan.equalIgnoringCase(scheme, "https://"), !isLoopback(parts) else { return }
        throw SendFailure(.argument, "url: not https://, which this provider needs outside of this machine")
    }

    private static func isLoopback(_ parts: OpaquePointer) -> Bool {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(parts, CURLUPART_HOST, &text, 0) == CURLUE_OK, let text else { return false }
        defer { curl_free(text) }
        var length = 0
        while text[length] != 0 { length &+= 1 }
        return text.withMemoryRebound(to: UInt8.self, capacity: length) { start in
            let host = UnsafeBufferPointer(start: start, count: length)
            if ByteScan.equalIgnoringCase(host, "localhost") || ByteScan.equal(host, "[::1]") { return true }
            guard let address = SourceAddress(host) else { return false }
            return address.bits >> 24 == 127
        }
    }
}
