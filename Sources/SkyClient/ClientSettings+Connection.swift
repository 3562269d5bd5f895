import CPlatform
import SkyDocument
import SkyProtocol

extension ClientSettings {
    /// Whether connections of clients with these settings may be exchanged: all that a transfer is set up with, except
    /// the account's credentials, which are part of each request.
    var profile: [UInt8] {
        var bytes: [UInt8] = [
            UInt8(truncatingIfNeeded: provider.rawValue), UInt8(truncatingIfNeeded: transport.rawValue),
            usesHTTP2 ? 1 : 0, mayHaveProxy ? 1 : 0,
        ]
        bytes.reserveCapacity(512)
        bytes.append(UInt8(truncatingIfNeeded: addressFamily.rawValue))
        for text in [url, userAgentLine, caFile, caPath, proxy?.url, proxy?.user, proxy?.password] {
            bytes.append(text == nil ? 0 : 1)
            if let text { bytes.append(contentsOf: text) }
        }
        for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: connectTimeout >> (8 &* shift))) }
        return bytes
    }

    /// What stands in the header User-Agent, with a NUL behind it.
    var userAgent: [UInt8] { [UInt8](userAgentLine.dropFirst("User-Agent: ".utf8.count)) }

    /// Whether requests go through a proxy, or may go through one that the environment names.
    var mayHaveProxy: Bool {
        if sparesProxies { return false }
        if let proxy { return proxy.url.count > 1 }
        return getenv("https_proxy") != nil || getenv("HTTPS_PROXY") != nil || getenv("http_proxy") != nil
            || getenv("all_proxy") != nil || getenv("ALL_PROXY") != nil
    }

    /// Set the folder with the certificates to trust, named by their hashes as `openssl rehash` does; nil for the
    /// system's.
    package mutating func set(caPath path: UnsafeBufferPointer<UInt8>?) throws(SendFailure) {
        guard let path else {
            caPath = nil
            return
        }
        let candidate = ClientSettings.terminated(path)
        guard ClientSettings.isReadable(candidate, R_OK | X_OK) else {
            throw SendFailure(.config, "directory: there is no such directory, or it cannot be read")
        }
        caPath = candidate
    }

    /// Set the proxy: an http or https URL, with a user and a password in it or beside it.
    ///
    /// - Parameter text: nil for what the environment names, "" for none.
    /// - Throws: `.limit` above 2048 bytes of URL or 256 of user or password, `.utf8`, `.argument` for anything else.
    @export(interface)
    package mutating func set(
        proxy text: UnsafeBufferPointer<UInt8>?, user: UnsafeBufferPointer<UInt8>?,
        password: UnsafeBufferPointer<UInt8>?
    ) throws(SendFailure) {
        guard let text, text.count > 0 else {
            guard user == nil, password == nil else {
                throw SendFailure(.argument, "user: given without a proxy")
            }
            proxy = text.map { _ in Proxy(url: [0], user: nil, password: nil) }
            return
        }
        let address = try HTTPAddress(text)
        guard user == nil || !address.hasUser else {
            throw SendFailure(.argument, "user: given, but the URL has one already")
        }
        guard password == nil || user != nil else { throw SendFailure(.argument, "password: given without a user") }
        for part in [user, password] {
            guard let part else { continue }
            guard part.count <= 256 else { throw SendFailure(.limit, "user: it or the password is over 256 bytes") }
            guard UTF8.firstInvalid(in: part) == nil else { throw SendFailure(.utf8, "user: not valid UTF-8") }
        }
        proxy = Proxy(
            url: address.text, user: user.map { ClientSettings.terminated($0) },
            password: password.map { ClientSettings.terminated($0) })
    }
}
