import CCurl

/// What to say about failures of the transport: the reason, and the remedy where there is one.
enum TransportWords {
    /// The request was never handed over to a connection.
    static func beforeRequest(_ exchange: Exchange) -> StaticString {
        switch exchange.proxyRefusal {
        case 0: break
        case 407: return "not sent: the proxy wants another user or password (HTTP 407)"
        case 400...499: return "not sent: the proxy does not let through to the host (HTTP 4xx)"
        default: return "not sent: the proxy made no tunnel to the host (it did not answer HTTP 200)"
        }
        switch exchange.code {
        case CURLE_COULDNT_RESOLVE_HOST: return "not sent: the host's name could not be resolved"
        case CURLE_COULDNT_RESOLVE_PROXY: return "not sent: the proxy's name could not be resolved"
        case CURLE_COULDNT_CONNECT: return "not sent: no connection to the host (refused or unreachable)"
        case CURLE_OPERATION_TIMEDOUT: return "not sent: no connection before the time-out"
        case CURLE_PEER_FAILED_VERIFICATION:
            return """
                not sent: the server's certificate is not one for this host, or its authority is not trusted; install \
                the package ca-certificates, or name the authority's file with sky_client_set_ca_file
                """
        case CURLE_SSL_CACERT_BADFILE:
            return """
                not sent: the file of trusted certificates could not be read; install the package ca-certificates, or \
                name another file with sky_client_set_ca_file
                """
        case CURLE_SSL_CONNECT_ERROR: return "not sent: the TLS handshake failed"
        case CURLE_UNSUPPORTED_PROTOCOL: return "not sent: this libcurl cannot speak the URL's protocol"
        case CURLE_OUT_OF_MEMORY: return "not sent: out of memory"
        default: return "not sent: the connection could not be made; transport_code has libcurl's code"
        }
    }

    /// The request was handed over, and no readable answer came.
    static func afterRequest(_ exchange: Exchange) -> StaticString {
        if exchange.isCancelled { return "unknown: cancelled after the request was written" }
        if exchange.wasReplayRefused {
            return "unknown: a kept connection died after the request was written; it was not repeated"
        }
        if exchange.isAnswerTooLarge { return "unknown: the answer is larger than 8 MiB or its header than 256 KiB" }
        switch exchange.code {
        case CURLE_OPERATION_TIMEDOUT: return "unknown: no answer before the time-out"
        case CURLE_GOT_NOTHING: return "unknown: the connection was closed without an answer"
        case CURLE_SEND_ERROR: return "unknown: the connection broke while the request was being written"
        case CURLE_RECV_ERROR, CURLE_PARTIAL_FILE: return "unknown: the connection broke before the answer was complete"
        case CURLE_OK: return "unknown: the answer is not one of the provider's API; http_status has its status"
        default: return "unknown: the transfer failed after the request was written; transport_code has libcurl's code"
        }
    }
}
