import CCurl
import CPlatform
import SkyDocument
import SkyProtocol

/// An http or https URL, taken apart by libcurl.
struct HTTPAddress: ~Copyable {
    /// The URL as it was given, with a NUL at its end.
    let text: [UInt8]

    private let parts: OpaquePointer

    /// Take a URL apart.
    ///
    /// - Throws: `.limit` above 2048 bytes; `.argument` for what is no URL, or none of http and https; `.failed` if
    ///   memory ran out.
    init(_ text: UnsafeBufferPointer<UInt8>) throws(SendFailure) {
        guard text.count <= 2048 else { throw SendFailure(.limit, "url: longer than 2048 bytes") }
        for offset in 0..<text.count where text[offset] <= 0x20 || text[offset] >= 0x7F || text[offset] == 0x23 {
            throw SendFailure(.argument, "url: a character that a URL cannot have here", at: offset)
        }
        let terminated = ClientSettings.terminated(text)
        guard let parts = curl_url() else { throw SendFailure.outOfMemory }
        let code = terminated.withUnsafeBytes { bytes in
            curl_url_set(parts, CURLUPART_URL, bytes.bindMemory(to: CChar.self).baseAddress, 0)
        }
        // libcurl takes one more slash for a host of no name, or looks behind it for one.
        let isWhole = HTTPAddress.isHTTP(text) && !HTTPAddress.hasNoHost(text)
        guard code == CURLUE_OK, isWhole else {
            curl_url_cleanup(parts)
            throw SendFailure(
                .argument,
                code != CURLUE_OK
                    ? "url: not a URL"
                    : HTTPAddress.isHTTP(text) ? "url: has no host" : "url: neither https:// nor http://")
        }
        self.text = terminated
        self.parts = parts
    }

    deinit {
        curl_url_cleanup(parts)
    }

    /// Whether it has a user in it.
    var hasUser: Bool { has(CURLUPART_USER) }

    /// Whether it has a password in it.
    var hasPassword: Bool { has(CURLUPART_PASSWORD) }

    /// Whether TLS is spoken there.
    var isSecure: Bool { text.withUnsafeBufferPointer { HTTPAddress.begins($0, with: "https://") } }

    /// Whether it leads to this machine itself.
    var isLoopback: Bool {
        var name: UnsafeMutablePointer<CChar>?
        guard curl_url_get(parts, CURLUPART_HOST, &name, 0) == CURLUE_OK, let name else { return false }
        defer { curl_free(name) }
        let host = UnsafeBufferPointer(
            start: UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self), count: strlen(name))
        if ByteScan.equalIgnoringCase(host, "localhost") || ByteScan.equal(host, "[::1]") { return true }
        guard let address = SourceAddress(host) else { return false }
        return address.bits >> 24 == 127
    }

    private func has(_ part: CURLUPart) -> Bool {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(parts, part, &text, 0) == CURLUE_OK else { return false }
        curl_free(text)
        return true
    }

    private static func isHTTP(_ url: UnsafeBufferPointer<UInt8>) -> Bool {
        begins(url, with: "https://") || begins(url, with: "http://")
    }

    private static func hasNoHost(_ url: UnsafeBufferPointer<UInt8>) -> Bool {
        begins(url, with: "https:///") || begins(url, with: "http:///")
    }

    private static func begins(_ url: UnsafeBufferPointer<UInt8>, with scheme: StaticString) -> Bool {
        let start = UnsafeBufferPointer(rebasing: url[0..<min(scheme.utf8CodeUnitCount, url.count)])
        return ByteScan.equalIgnoringCase(start, scheme)
    }
}
