import CCurl
import SkyDocument
import SkyProtocol

/// One libcurl handle with everything that a transfer needs, used by one thread at a time and kept between sends.
///
/// **Never twice.** When a kept connection dies after the request was written and before an answer came, libcurl
/// quietly makes a new connection and sends the request again. It asks `beforeRequest` each time before it writes a
/// request, so the second time is refused there, for POST and GET alike; and as long as it has not asked at all, no
/// byte of the request can have left (`docs/architecture.md`, "Never twice").
final class Transfer {
    /// Bytes of an answer that are taken in: as many as a document may have.
    static let maximumAnswer = DocumentLimits.bytes
    /// Bytes of all header lines of an answer.
    private static let maximumHeader = 256 << 10

    /// The call that is written for the next transfer.
    var call = Call()
    /// The answer of the last transfer.
    private(set) var answer = ByteBuffer()
    /// libcurl's handle.
    private(set) var easy: UnsafeMutableRawPointer

    /// Which of a batch's slots it is in; nil if it has its loop to itself.
    let place: Int?

    private var isSetUp = false
    private var headerLines: UnsafeMutablePointer<curl_slist>?
    private var url = ByteBuffer()
    private var timeout = 0
    private var startedAt = 0
    private var headerBytes = 0
    private var requestsBegun = 0
    private var isAnswerTooLarge = false
    private var hasOutlivedDeadline = false
    /// The socket of the last transfer's connection, for asking whether it has ended; libcurl may have closed it since.
    private var lastSocket: Int32 = -1
    private var wantsNewConnection = false

    /// A handle set up for a client.
    ///
    /// - Throws: `.failed` if memory ran out or this libcurl lacks something the library relies on.
    static func open(
        _ settings: ClientSettings, _ memory: SharedMemory?, place: Int? = nil
    ) throws(SendFailure) -> Transfer {
        guard let easy = ForkGuard.whileWorking({ curl_easy_init() }) else {
            throw SendFailure(.failed, "libcurl could not be started")
        }
        let transfer = Transfer(easy, place)
        transfer.isSetUp = transfer.setUp(settings, memory)
        guard transfer.isSetUp else {
            throw SendFailure(.failed, "libcurl refused a setting; version 7.80 or later is needed")
        }
        return transfer
    }

    private init(_ easy: UnsafeMutableRawPointer, _ place: Int?) {
        self.easy = easy
        self.place = place
    }

    deinit {
        ForkGuard.whileWorking { curl_easy_cleanup(easy) }
        curl_slist_free_all(headerLines)
    }

    /// Get ready to send the call, which has `timeout` milliseconds; false if memory ran out.
    func begin(_ settings: ClientSettings, timeout: Int) -> Bool {
        startedAt = Clock.milliseconds()
        answer.shrink(above: 64 << 10)
        answer.reset()
        headerBytes = 0
        requestsBegun = 0
        isAnswerTooLarge = false
        hasOutlivedDeadline = false
        return isSetUp && prepare(settings) && set(timeout: timeout)
            && avoidEndedConnection(mayServerSpeak: settings.usesHTTP2)
    }

    /// What is known once the transfer has ended with libcurl's code, or because it was cancelled. It is still in its
    /// loop.
    func end(_ code: CURLcode, isCancelled: Bool = false) -> Exchange {
        lastSocket = sky_curl_socket(easy)
        return Exchange(
            code: hasOutlivedDeadline ? CURLE_OPERATION_TIMEDOUT : code, isCancelled: isCancelled,
            wasHandedOver: requestsBegun > 0, wasReplayRefused: requestsBegun > 1, isAnswerTooLarge: isAnswerTooLarge,
            httpStatus: sky_curl_http_status(easy), proxyStatus: sky_curl_proxy_status(easy),
            retryAfter: Int(sky_curl_retry_after(easy)),
            elapsedMilliseconds: Clock.milliseconds() &- startedAt)
    }

    /// Whether libcurl began to write the request on a connection.
    var wasHandedOver: Bool { requestsBegun > 0 }

    /// Take a new handle: after a failure libcurl may keep state in the old one that spoils the next transfer
    /// (curl/curl#18206). False if there is none to be had.
    func renew(_ settings: ClientSettings, _ memory: SharedMemory?) -> Bool {
        isSetUp = false
        guard let fresh = ForkGuard.whileWorking({ curl_easy_init() }) else { return false }
        ForkGuard.whileWorking { curl_easy_cleanup(easy) }
        curl_slist_free_all(headerLines)
        headerLines = nil
        easy = fresh
        timeout = 0
        lastSocket = -1
        wantsNewConnection = false
        isSetUp = setUp(settings, memory)
        return isSetUp
    }

    // MARK: - Setting up

    /// What stays the same from send to send.
    private func setUp(_ settings: ClientSettings, _ memory: SharedMemory?) -> Bool {
        let user = Unmanaged.passUnretained(self).toOpaque()
        return sky_curl_set_callbacks(
            easy, user, Transfer.beforeRequest, Transfer.receiveHeader, Transfer.receiveBody) == CURLE_OK
            && (settings.mayHaveProxy ? prepareForProxy(settings, user) : forgetProxies())
            && sky_curl_set_pointer(easy, CURLOPT_PRIVATE, user) == CURLE_OK
            && (memory.map { sky_curl_set_pointer(easy, CURLOPT_SHARE, $0.handle) == CURLE_OK } ?? true)
            && sky_curl_set_protocols(easy) == CURLE_OK
            && sky_curl_set_quick_exit(easy) == CURLE_OK
            // No signals, no redirects, nobody's .netrc.
            && set(CURLOPT_NOSIGNAL, 1) && set(CURLOPT_FOLLOWLOCATION, 0) && set(CURLOPT_NETRC, 0)
            && set(
                CURLOPT_MAXAGE_CONN, place == nil ? TransferLoop.maximumIdleAge : TransferLoop.maximumIdleAgeInBatch)
            && set(CURLOPT_MAXLIFETIME_CONN, TransferLoop.maximumAge)
            // HTTP/2 only if asked for: it costs more for single sends, and one connection that breaks makes all the
            // messages on it unknown.
            && set(CURLOPT_HTTP_VERSION, settings.usesHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
            && set(CURLOPT_PIPEWAIT, settings.usesHTTP2 ? 1 : 0) && set(CURLOPT_HTTP09_ALLOWED, 0)
            && set(CURLOPT_SSL_VERIFYPEER, 1) && set(CURLOPT_SSL_VERIFYHOST, 2)
            && set(CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeout)
            && set(CURLOPT_IPRESOLVE, Int(settings.addressFamily.libcurl))
            && set(CURLOPT_URL, settings.url) && setUpAuthorities(settings)
    }

    /// Only what was named is trusted: libcurl's default folder would stay in force beside a file of one's own, and its
    /// default file beside a folder. Nor is the system's folder used where there is the system's file, which holds the
    /// same: with a folder libcurl does not keep what it has read, and reads the file (14 ms of CPU) for each
    /// connection.
    private func setUpAuthorities(_ settings: ClientSettings) -> Bool {
        guard settings.caFile != nil || settings.caPath != nil else {
            return !sky_curl_has_ca_file() || sky_curl_clear(easy, CURLOPT_CAPATH)
        }
        return (settings.caFile == nil ? sky_curl_clear(easy, CURLOPT_CAINFO) : set(CURLOPT_CAINFO, settings.caFile))
            && (settings.caPath == nil ? sky_curl_clear(easy, CURLOPT_CAPATH) : set(CURLOPT_CAPATH, settings.caPath))
    }

    /// Name the proxy, and see to what its tunnel needs: that the deadline is watched, and a User-Agent, for header
    /// lines of our own are not shown to proxies.
    private func prepareForProxy(_ settings: ClientSettings, _ user: UnsafeMutableRawPointer) -> Bool {
        sky_curl_set_progress(easy, user, Transfer.watchDeadline) == CURLE_OK
            && set(CURLOPT_USERAGENT, settings.userAgent) && setUp(settings.proxy)
    }

    /// Have libcurl not search the environment with each send, which another thread may be changing.
    private func forgetProxies() -> Bool {
        set(CURLOPT_PROXY, [0]) && set(CURLOPT_NOPROXY, [0])
    }

    /// Basic authentication is sent at once: with any other libcurl would have to send the request twice.
    private func setUp(_ proxy: Proxy?) -> Bool {
        guard let proxy else { return true }
        return set(CURLOPT_PROXY, proxy.url) && sky_curl_set_basic_proxy_authentication(easy) == CURLE_OK
            && set(CURLOPT_PROXYUSERNAME, proxy.user) && set(CURLOPT_PROXYPASSWORD, proxy.password)
    }

    private func set(timeout milliseconds: Int) -> Bool {
        guard milliseconds != timeout else { return true }
        timeout = milliseconds
        return set(CURLOPT_TIMEOUT_MS, max(1, milliseconds))
    }

    /// Have the request not written to the last one's connection if that has ended meanwhile. libcurl 7.88 takes it for
    /// alive if it was reset, or ended with TLS's good-bye; written to that, the message would be neither sent nor
    /// known not to be. And what a server says on an idle connection would be taken for the answer to the next request.
    /// If the socket is another's by now, the worst is a connection more than needed. (Transfers of a batch take each
    /// other's connections, so there the last one says nothing.)
    private func avoidEndedConnection(mayServerSpeak: Bool) -> Bool {
        guard place == nil else { return true }
        let hasEnded = lastSocket >= 0 && sky_socket_has_ended(lastSocket, mayServerSpeak ? 1 : 0) != 0
        guard hasEnded != wantsNewConnection else { return true }
        wantsNewConnection = hasEnded
        return set(CURLOPT_FRESH_CONNECT, hasEnded ? 1 : 0)
    }

    /// What changes with each send.
    private func prepare(_ settings: ClientSettings) -> Bool {
        guard setHeaders(settings), setURL(settings) else { return false }
        guard call.method(settings.transport) == .post else { return set(CURLOPT_HTTPGET, 1) }
        let body = call.body
        return set(CURLOPT_POST, 1) && sky_curl_set_body(easy, body.baseAddress, body.count) == CURLE_OK
    }

    /// The address, and behind it what the call adds.
    private func setURL(_ settings: ClientSettings) -> Bool {
        let path = call.path
        let query = call.query
        // As it was set up.
        if path.count == 0, query.count == 0 { return true }
        url.reset()
        settings.url.withUnsafeBufferPointer { address in
            // Without the NUL.
            let base = UnsafeBufferPointer(rebasing: address.dropLast())
            url.append(base)
            if path.count > 0, base.last != 0x2F { url.append(0x2F) }
            url.append(path)
            if query.count > 0 { url.append(ByteScan.firstIndex(of: 0x3F, in: base, from: 0) != nil ? 0x26 : 0x3F) }
        }
        url.append(query)
        url.append(0)
        guard !url.hasFailed, let start = url.bytes.baseAddress else { return false }
        return start.withMemoryRebound(to: CChar.self, capacity: url.count) {
            sky_curl_set_text(easy, CURLOPT_URL, $0) == CURLE_OK
        }
    }

    /// The header lines. They are made anew for each send where they say who the account is: the connection may be used
    /// for another one next.
    private func setHeaders(_ settings: ClientSettings) -> Bool {
        let lines = settings.credentials.headerLines
        if headerLines != nil, lines.isEmpty { return true }
        curl_slist_free_all(headerLines)
        // "Expect: 100-continue" would put a round trip and a wait between header and body.
        headerLines = curl_slist_append(nil, "Expect:")
        // Not by CURLOPT_USERAGENT, which libcurl writes out twice, with some 160 instructions for each byte.
        var isComplete = headerLines != nil && settings.userAgentLine.withUnsafeBufferPointer { appendHeader($0) }
        for line in lines {
            line.withUnsafeBufferPointer { isComplete = isComplete && appendHeader($0) }
        }
        if let type = call.contentType(settings.transport) { isComplete = isComplete && appendHeader(type) }
        return sky_curl_set_list(easy, CURLOPT_HTTPHEADER, headerLines) == CURLE_OK && isComplete
    }

    /// Append a line that has a NUL behind it; false if memory ran out.
    private func appendHeader(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = line.baseAddress else { return false }
        let longer = start.withMemoryRebound(to: CChar.self, capacity: line.count) {
            curl_slist_append(headerLines, $0)
        }
        guard let longer else { return false }
        headerLines = longer
        return true
    }

    private func set(_ option: CURLoption, _ value: Int) -> Bool {
        sky_curl_set_number(easy, option, value) == CURLE_OK
    }

    /// Set a text that ends with a NUL; nil leaves libcurl's default.
    private func set(_ option: CURLoption, _ text: [UInt8]?) -> Bool {
        guard let text else { return true }
        return text.withUnsafeBytes { bytes in
            sky_curl_set_text(easy, option, bytes.bindMemory(to: CChar.self).baseAddress) == CURLE_OK
        }
    }

    // MARK: - What libcurl calls

    private static let beforeRequest: curl_prereq_callback = { user, _, _, _, _ in
        guard let user else { return Int32(CURL_PREREQFUNC_ABORT) }
        let transfer = Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue()
        transfer.requestsBegun &+= 1
        return Int32(transfer.requestsBegun == 1 ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT)
    }

    /// libcurl reads what a proxy says in place of making a tunnel for as long as more comes, without a look at its own
    /// time-out; this it asks meanwhile.
    private static let watchDeadline: curl_xferinfo_callback = { user, _, _, _, _ in
        guard let user else { return 1 }
        let transfer = Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue()
        guard Clock.milliseconds() &- transfer.startedAt > transfer.timeout else { return 0 }
        transfer.hasOutlivedDeadline = true
        return 1
    }

    private static let receiveHeader: curl_write_callback = { _, size, count, user in
        guard let user else { return 0 }
        let transfer = Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue()
        transfer.headerBytes &+= size &* count
        guard transfer.headerBytes <= Transfer.maximumHeader else {
            transfer.isAnswerTooLarge = true
            return 0
        }
        return size &* count
    }

    private static let receiveBody: curl_write_callback = { bytes, size, count, user in
        guard let user else { return 0 }
        let transfer = Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue()
        let length = size &* count
        guard transfer.answer.count &+ length <= Transfer.maximumAnswer else {
            transfer.isAnswerTooLarge = true
            return 0
        }
        let start = UnsafeRawPointer(bytes)?.assumingMemoryBound(to: UInt8.self)
        transfer.answer.append(UnsafeBufferPointer(start: start, count: start == nil ? 0 : length))
        return transfer.answer.hasFailed ? 0 : length
    }
}
