import CPlatform
import SkyDocument
import SkyNumbers
import SkyProtocol

/// What a client is told before its first send. Texts that libcurl reads have a NUL at their end.
package struct ClientSettings {
    static let defaultUserAgentLine: StaticString = "User-Agent: libsky/0.1.0"

    /// Whose interface is spoken.
    package let provider: Provider
    /// Where requests go.
    private(set) var url: [UInt8]
    private var hasOwnURL = false
    /// Whether no proxy is used: in the clear, to this machine alone, it would see credentials that only TLS may carry
    /// elsewhere.
    private(set) var sparesProxies = false
    /// Who the account is. Never shown to anybody but the provider.
    var credentials: Credentials
    /// How requests travel.
    package var transport = SkycoreRequest.Transport.form
    /// For the whole of a send, in milliseconds.
    private(set) var timeout = 30_000
    /// For making a connection, in milliseconds; the whole counts besides.
    private(set) var connectTimeout = 10_000
    /// Certificates to trust; nil for the system's.
    private(set) var caFile: [UInt8]?
    /// A folder with certificates to trust; nil for the system's.
    var caPath: [UInt8]?
    /// The proxy; nil for what the environment names.
    var proxy: Proxy?
    /// Which addresses a host's name may stand for.
    package var addressFamily = AddressFamily.any
    /// Whether HTTP/2 is spoken with servers that can, over TLS.
    package var usesHTTP2 = false
    /// How often a send is tried, the first time included.
    private(set) var maxTries = 3
    /// Transfers of a batch that are under way at the same time.
    private(set) var concurrency = 50
    /// Whom to tell what happens.
    package var logger: Logger?
    /// The header line User-Agent, with a NUL behind it.
    private(set) var userAgentLine: [UInt8]
    /// Where numbers without a country code are from; nil: bare digits are international.
    package var defaultRegion: Region?
    /// The sender of messages that name none.
    private(set) var defaultSender: Sender?
    /// Where postbacks come from; nil for the addresses that the provider has published.
    private var postbackSources: [SourceRange]?

    /// The most segments that a text may take; nil for any number.
    private(set) var maxSegments: Int?

    /// Keeps messages within a rate, and slows them down when the provider says so.
    package var rateLimiter: RateLimiter

    /// Settings with the defaults and a key.
    ///
    /// - Throws: `.argument` if the key is empty, longer than the provider's are or not of visible ASCII characters: a
    ///   line break in it would break out of a header or a query.
    @export(interface)
    package init(_ provider: Provider, key: UnsafeBufferPointer<UInt8>) throws(SendFailure) {
        try ClientSettings.check(key: key, of: provider)
        rateLimiter = try RateLimiter()
        self.provider = provider
        credentials = Credentials(provider, key: key)
        url = ClientSettings.terminated(credentials.defaultURL)
        userAgentLine = ClientSettings.terminated(ClientSettings.defaultUserAgentLine)
        if let region = provider.homeRegion { defaultRegion = Region(region) }
        if provider.usualRate > 0 { try set(rate: Double(provider.usualRate), burst: 1) }
    }

    /// Add a user name and a password to what proves who the account is; only the password's MD5 is kept
    /// (docs/skycore.md, section 2).
    ///
    /// - Throws: `.argument` if one is empty, `.limit` above 256 bytes, `.utf8`, `.argument` for what XML cannot hold.
    package mutating func set(
        user: UnsafeBufferPointer<UInt8>, password: UnsafeBufferPointer<UInt8>
    ) throws(SendFailure) {
        guard provider == .skycore else { throw SendFailure(.config, "user: this provider has no logins") }
        guard user.count > 0 else { throw SendFailure(.argument, "user: empty", at: 0) }
        guard password.count > 0 else { throw SendFailure(.argument, "password: empty", at: 0) }
        guard user.count <= 256 else { throw SendFailure(.limit, "user: longer than 256 bytes", at: 256) }
        guard password.count <= 256 else { throw SendFailure(.limit, "password: longer than 256 bytes", at: 256) }
        if let offset = UTF8.firstInvalid(in: user) { throw SendFailure(.utf8, "user: not valid UTF-8", at: offset) }
        if let offset = XMLText.firstForbidden(in: user) {
            throw SendFailure(.argument, "user: a character that a request cannot hold", at: offset)
        }
        credentials.setLogin(user: user, password: password)
    }

    /// Set where requests go: an http or https URL without credentials and fragment, and without what the provider's
    /// own does not have (a query, plain HTTP to another machine).
    ///
    /// - Throws: `.limit` above 2048 bytes, `.argument` for anything else.
    @export(interface)
    package mutating func set(url text: UnsafeBufferPointer<UInt8>) throws(SendFailure) {
        let address = try HTTPAddress(text)
        guard !address.hasUser, !address.hasPassword else {
            throw SendFailure(.argument, "url: has a user or a password in it")
        }
        if provider.hasCallsInPath, let offset = ByteScan.firstIndex(of: 0x3F, in: text, from: 0) {
            throw SendFailure(.argument, "url: has a query, and calls are to be put behind it", at: offset)
        }
        guard !provider.needsTLS || address.isSecure || address.isLoopback else {
            throw SendFailure(.argument, "url: not https://, which this provider needs outside of this machine")
        }
        url = address.text
        hasOwnURL = true
        sparesProxies = provider.needsTLS && !address.isSecure
    }

    /// The provider's own address, unless another one was set.
    mutating func useDefaultURL() {
        if !hasOwnURL { url = ClientSettings.terminated(credentials.defaultURL) }
    }

    /// Set the time for a whole send, 1 to 2147483647 milliseconds.
    @export(interface)
    package mutating func set(timeout milliseconds: Int) throws(SendFailure) {
        timeout = try ClientSettings.checked(milliseconds, "timeout_ms: not from 1 to 2147483647")
    }

    /// Set the time for making a connection, 1 to 2147483647 milliseconds.
    @export(interface)
    package mutating func set(connectTimeout milliseconds: Int) throws(SendFailure) {
        connectTimeout = try ClientSettings.checked(milliseconds, "connect_timeout_ms: not from 1 to 2147483647")
    }

    /// Set how often a send is tried: 1 to 10.
    package mutating func set(maxTries tries: Int) throws(SendFailure) {
        guard tries >= 1, tries <= 10 else { throw SendFailure(.argument, "tries: not from 1 to 10") }
        maxTries = tries
    }

    /// Set how many transfers of a batch are under way at the same time: 1 to 1000.
    package mutating func set(concurrency transfers: Int) throws(SendFailure) {
        guard transfers >= 1, transfers <= 1000 else { throw SendFailure(.argument, "transfers: not from 1 to 1000") }
        concurrency = transfers
    }

    /// Set the file with the certificates to trust; nil for the system's.
    @export(interface)
    package mutating func set(caFile path: UnsafeBufferPointer<UInt8>?) throws(SendFailure) {
        guard let path else {
            caFile = nil
            return
        }
        let candidate = ClientSettings.terminated(path)
        guard ClientSettings.isReadable(candidate, R_OK) else {
            throw SendFailure(.config, "ca_file: there is no such file, or it cannot be read")
        }
        caFile = candidate
    }

    /// Set the header User-Agent: visible ASCII characters and spaces, at most 256.
    @export(interface)
    package mutating func set(userAgent text: UnsafeBufferPointer<UInt8>) throws(SendFailure) {
        guard text.count > 0 else { throw SendFailure(.argument, "user_agent: empty") }
        guard text.count <= 256 else { throw SendFailure(.limit, "user_agent: longer than 256 bytes") }
        for offset in 0..<text.count where text[offset] < 0x20 || text[offset] >= 0x7F {
            throw SendFailure(.argument, "user_agent: a character that a header cannot have", at: offset)
        }
        userAgentLine = [UInt8](PermanentWords("User-Agent: ").bytes) + ClientSettings.terminated(text)
    }

    /// Set the sender of messages that name none.
    @export(interface)
    package mutating func set(defaultSender text: UnsafeBufferPointer<UInt8>) throws(SendFailure) {
        defaultSender = try Sender(text, field: "sender")
    }

    /// Replace the addresses from which postbacks come; nil for the published ones.
    ///
    /// - Parameter list: addresses with an optional prefix length, with commas or blanks between; 64 at most.
    package mutating func set(postbackSources list: UnsafeBufferPointer<UInt8>?) throws(SendFailure) {
        guard let list else {
            postbackSources = nil
            return
        }
        var ranges: [SourceRange] = []
        var start = 0
        while start < list.count {
            var end = start
            while end < list.count, !ClientSettings.isBetween(list[end]) { end &+= 1 }
            if end > start {
                guard let range = SourceRange(UnsafeBufferPointer(rebasing: list[start..<end])) else {
                    throw SendFailure(.argument, "addresses: not an IPv4 address", at: start)
                }
                guard ranges.count < 64 else { throw SendFailure(.limit, "addresses: more than 64", at: start) }
                ranges.append(range)
            }
            start = end &+ 1
        }
        guard !ranges.isEmpty else { throw SendFailure(.argument, "addresses: empty", at: 0) }
        postbackSources = ranges
    }

    /// Whether postbacks come from an address.
    package func isPostbackSource(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let address = SourceAddress(text) else { return false }
        guard let postbackSources else { return provider.sendsPostbacks(from: address) }
        return postbackSources.contains { $0.contains(address) }
    }

    private static func isBetween(_ byte: UInt8) -> Bool { byte == 0x2C || ByteScan.isBlank(byte) }

    /// Set the most segments that a text may take: 1 to 2147483647, or 0 for any number.
    package mutating func set(maxSegments segments: Int) throws(SendFailure) {
        guard segments >= 0 else { throw SendFailure(.argument, "max_segments: less than 0") }
        maxSegments = segments == 0 ? nil : segments
    }

    private static func checked(_ milliseconds: Int, _ complaint: StaticString) throws(SendFailure) -> Int {
        guard milliseconds >= 1, milliseconds <= Int(Int32.max) else { throw SendFailure(.argument, complaint) }
        return milliseconds
    }

    /// Whether a path with a NUL at its end may be used in this way.
    static func isReadable(_ path: [UInt8], _ mode: Int32) -> Bool {
        path.withUnsafeBytes { bytes in
            guard let name = bytes.bindMemory(to: CChar.self).baseAddress else { return false }
            return access(name, mode) == 0
        }
    }

    /// A copy with a NUL at its end.
    static func terminated(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var bytes = [UInt8](text)
        bytes.append(0)
        return bytes
    }

    private static func terminated(_ text: StaticString) -> [UInt8] {
        terminated(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
