import CCurl

/// Which addresses a host's name may stand for. Raw values are those of `sky_address_family`.
package enum AddressFamily: UInt32 {
    case any = 0
    case ipv4 = 4
    case ipv6 = 6

    /// libcurl's name for it.
    var libcurl: Int32 {
        switch self {
        case .any: return CURL_IPRESOLVE_WHATEVER
        case .ipv4: return CURL_IPRESOLVE_V4
        case .ipv6: return CURL_IPRESOLVE_V6
        }
    }
}
