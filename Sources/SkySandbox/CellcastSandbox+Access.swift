extension CellcastSandbox {
    /// The header APPKEY, or HTTP Basic with the key as user-id; if both are given both must be right
    /// (docs/cellcast.md, section 2). Credentials anywhere else do not count.
    func authenticate(_ request: CellcastHTTPRequest) throws(CellcastRefusal) {
        let basic = request.authorization.flatMap { CellcastSandbox.credentials("basic ", in: $0) }
        guard request.appKey != nil || basic != nil else { throw Self.noCredentials }
        if let key = request.appKey, !key.isSame(as: account.key) { throw Self.wrongCredentials }
        guard let basic else { return }
        guard let pair = CellcastSandbox.base64(basic), let colon = pair.firstIndex(of: 0x3A) else {
            throw Self.wrongCredentials
        }
        let isKey = pair[..<colon].elementsEqual(account.key.utf8)
        let isSecret = account.secret.map { pair[(colon + 1)...].elementsEqual($0.utf8) } ?? true
        if !isKey || !isSecret { throw Self.wrongCredentials }
    }

    /// The key as a bearer token: the newer platform.
    func authenticateBearer(_ request: CellcastHTTPRequest) throws(CellcastRefusal) {
        guard let token = request.authorization.flatMap({ CellcastSandbox.credentials("bearer ", in: $0) }) else {
            throw Self.noCredentials
        }
        guard token.elementsEqual(account.key.utf8) else { throw Self.wrongCredentials }
    }

    private static var noCredentials: CellcastRefusal {
        CellcastRefusal("AUTH_FAILED_NO_DATA", "No key was given.", status: 401)
    }

    private static var wrongCredentials: CellcastRefusal {
        CellcastRefusal("AUTH_FAILED", "The key is not valid.", status: 401)
    }

    /// What follows a scheme, which is in lower case, in the header Authorization; nil for another scheme.
    private static func credentials(_ scheme: StaticString, in header: String) -> [UInt8]? {
        let bytes = Array(header.utf8)
        let length = scheme.utf8CodeUnitCount
        guard bytes.count >= length else { return nil }
        for index in 0..<length {
            let byte = bytes[index]
            let lowered = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            if lowered != scheme.utf8Start[index] { return nil }
        }
        return Array(bytes[length...].drop { $0 == 0x20 })
    }

    /// The bytes that a text in Base64 means (RFC 4648, section 4); nil if it is none.
    static func base64(_ text: [UInt8]) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        var bits = 0
        var held = 0
        let padding = text.suffix(2).filter { $0 == 0x3D }.count
        for byte in text.dropLast(padding) {
            let value: UInt8
            switch byte {
            case 0x41...0x5A: value = byte - 0x41
            case 0x61...0x7A: value = byte - 0x61 + 26
            case 0x30...0x39: value = byte - 0x30 + 52
            case 0x2B: value = 62
            case 0x2F: value = 63
            default: return nil
            }
            held = (held << 6 | Int(value)) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> bits))
            }
        }
        return bytes
    }
}
