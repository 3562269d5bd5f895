import CCurl

/// What is known after one transfer: the evidence from which the outcome follows.
struct Exchange {
    /// libcurl's code.
    let code: CURLcode
    /// Whether the caller cancelled it.
    let isCancelled: Bool
    /// Whether libcurl began to write the request on a connection. If not, no byte of it can have left.
    let wasHandedOver: Bool
    /// Whether libcurl wanted to send the request a second time, and was kept from it.
    let wasReplayRefused: Bool
    /// Whether the answer was cut off because it is larger than `Transfer.maximumAnswer` or its header too long.
    let isAnswerTooLarge: Bool
    /// The HTTP status; 0 if no answer began.
    let httpStatus: Int
    /// The HTTP status with which a proxy answered the wish for a tunnel; 0 if there was none.
    let proxyStatus: Int
    /// The header Retry-After, in seconds; 0 if there was none.
    let retryAfter: Int
    /// From the beginning of the transfer to its end.
    let elapsedMilliseconds: Int

    /// The HTTP status with which a proxy refused a tunnel, if that is what the transfer failed at; else 0.
    var proxyRefusal: Int {
        code == CURLE_OPERATION_TIMEDOUT || 200...299 ~= proxyStatus ? 0 : proxyStatus
    }

    /// Whether the transfer ended as HTTP wants it, whatever the answer says.
    var isComplete: Bool { code == CURLE_OK }

    /// Whether a failure before the request may pass: trying again would not help against a certificate that is not
    /// trusted, a protocol that this libcurl lacks, or want of memory; nor against a proxy that says no, which may
    /// close the account after too many wrong passwords.
    var isPassing: Bool {
        if 400...499 ~= proxyRefusal, proxyRefusal != 408, proxyRefusal != 429 { return false }
        switch code {
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_UNSUPPORTED_PROTOCOL, CURLE_OUT_OF_MEMORY,
            CURLE_URL_MALFORMAT, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_NOT_BUILT_IN, CURLE_SSL_ENGINE_NOTFOUND:
            return false
        default:
            return true
        }
    }
}
