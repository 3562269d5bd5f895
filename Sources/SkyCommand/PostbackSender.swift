import CCurl

/// Posts notifications to one URL over one kept connection, as the provider does.
/// Used by one task at a time.
final class PostbackSender {
    /// Seconds within which the receiver must have answered.
    private static let timeout = 10

    private let easy: UnsafeMutableRawPointer
    private let headers: UnsafeMutablePointer<curl_slist>?

    init?(url: String, contentType: String) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        headers = curl_slist_append(nil, "Content-Type: \(contentType)")
        let discard: curl_write_callback = { _, size, count, _ in size * count }
        guard sky_curl_set_text(easy, CURLOPT_URL, url) == CURLE_OK,
            sky_curl_set_list(easy, CURLOPT_HTTPHEADER, headers) == CURLE_OK,
            sky_curl_set_number(easy, CURLOPT_TIMEOUT, Self.timeout) == CURLE_OK,
            sky_curl_set_number(easy, CURLOPT_NOSIGNAL, 1) == CURLE_OK,
            sky_curl_set_number(easy, CURLOPT_POST, 1) == CURLE_OK,
            sky_curl_set_discard(easy, discard) == CURLE_OK
        else { return nil }
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headers)
    }

    /// Post a document; gives the HTTP status, or 0 if there was no answer.
    func deliver(_ document: String) -> Int {
        let bytes = Array(document.utf8)
        return bytes.withUnsafeBytes { body in
            guard sky_curl_set_body(easy, body.baseAddress, body.count) == CURLE_OK,
                curl_easy_perform(easy) == CURLE_OK
            else { return 0 }
            return sky_curl_http_status(easy)
        }
    }
}
