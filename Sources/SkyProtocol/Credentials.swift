import SkyDocument

/// How an account proves to its provider that it is itself. Shown to nobody else.
package struct Credentials {
    /// In which headers Cellcast's credentials travel (docs/cellcast.md, section 2). Raw values are those of
    /// `sky_credential_mode`.
    package enum Mode: UInt32 {
        /// APPKEY and Basic: what the introduction and the pages of calls ask for.
        case both = 0
        /// The header APPKEY.
        case appKey = 1
        /// HTTP Basic.
        case basic = 2
        /// A bearer token: the newer platform.
        case bearer = 3
    }

    /// Whose they are.
    package let provider: Provider
    /// In which headers they travel, at Cellcast's.
    package private(set) var mode = Mode.both
    /// As Skycore's requests carry them.
    private(set) var skycore: SkycoreCredentials
    private let key: [UInt8]
    private var secret: [UInt8] = []

    /// Header lines that prove who the account is, each with a NUL behind it. None for Skycore, whose requests carry it
    /// inside.
    package private(set) var headerLines: [[UInt8]] = []

    /// Credentials with a key, which has been checked: visible ASCII characters, without a colon for Cellcast.
    package init(_ provider: Provider, key: UnsafeBufferPointer<UInt8>) {
        self.provider = provider
        self.key = [UInt8](key)
        skycore = SkycoreCredentials(apiKey: key)
        makeHeaderLines()
    }

    /// Add Skycore's older way: user name and password, both checked.
    package mutating func setLogin(user: UnsafeBufferPointer<UInt8>, password: UnsafeBufferPointer<UInt8>) {
        skycore.setLogin(user: user, password: password)
    }

    /// Set the other half of Cellcast's pair: no control characters; may be empty.
    package mutating func set(secret: UnsafeBufferPointer<UInt8>) {
        self.secret = [UInt8](secret)
        makeHeaderLines()
    }

    /// Set in which headers Cellcast's credentials travel.
    package mutating func set(mode: Mode) {
        self.mode = mode
        makeHeaderLines()
    }

    /// How many recipients of one text a batch may put into one call, such that the answer still says of each what
    /// became of it (docs/cellcast.md, section 4). 1 where that is not so.
    package var groupLimit: Int { provider == .cellcast && mode != .bearer ? 1000 : 1 }

    /// The documented address (docs/skycore.md, section 1.1; docs/cellcast.md, section 1).
    package var defaultURL: StaticString {
        switch provider {
        case .skycore: return "https://secure.skycore.com/API/wxml/1.3/index.php"
        case .cellcast: return mode == .bearer ? "https://api.cellcast.com/api/" : "https://cellcast.com.au/api/v3/"
        }
    }

    /// Whether texts are refused that are longer than the limit in public (docs/cellcast.md, section 8): that of v3 is
    /// known.
    package var limitsTexts: Bool { provider == .cellcast && mode != .bearer }

    /// Whether a code is a part of the key or the secret: a server that writes them where codes stand must not make
    /// errors of them.
    @export(interface)
    package func hold(_ code: ProviderCode) -> Bool {
        key.withUnsafeBufferPointer { code.occurs(in: $0) } || secret.withUnsafeBufferPointer { code.occurs(in: $0) }
    }

    private mutating func makeHeaderLines() {
        headerLines = []
        guard provider == .cellcast else { return }
        headerLines.append(Credentials.line("Accept: application/json", []))
        if mode == .both || mode == .appKey { headerLines.append(Credentials.line("APPKEY: ", key)) }
        if mode == .both || mode == .basic {
            headerLines.append(Credentials.line("Authorization: Basic ", Credentials.base64(key + [0x3A] + secret)))
        }
        if mode == .bearer { headerLines.append(Credentials.line("Authorization: Bearer ", key)) }
    }

    private static func line(_ name: StaticString, _ value: [UInt8]) -> [UInt8] {
        var line = [UInt8](UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        line.append(contentsOf: value)
        line.append(0)
        return line
    }

    /// Base64 (RFC 4648, section 4).
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let digits: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        var text: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let left = bytes.count &- index
            let second = left > 1 ? bytes[index &+ 1] : 0
            let third = left > 2 ? bytes[index &+ 2] : 0
            let word = UInt32(bytes[index]) << 16 | UInt32(second) << 8 | UInt32(third)
            text.append(digits.utf8Start[Int(word >> 18 & 63)])
            text.append(digits.utf8Start[Int(word >> 12 & 63)])
            text.append(left > 1 ? digits.utf8Start[Int(word >> 6 & 63)] : 0x3D)
            text.append(left > 2 ? digits.utf8Start[Int(word & 63)] : 0x3D)
            index &+= 3
        }
        return text
    }
}
