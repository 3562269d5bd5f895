import CSky
import SkyProtocol

/// Give what a provider's code means, in English.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - provider: whose code it is.
///   - space: where it came: in an answer or in a postback. Equal spellings have different meanings there.
///   - code: the code, for example "E110"; case does not count; NULL gives NULL.
/// - Returns: a text that lives as long as the library; NULL for a code that no table has.
@c public func sky_code_text(
    _ provider: sky_provider, _ space: sky_code_space, _ code: UnsafePointer<CChar>?
) -> UnsafePointer<CChar>? {
    guard let (provider, code) = Border.code(provider, code) else { return nil }
    switch space {
    case SKY_CODE_ANSWER: return provider.answerCode(code).flatMap { Border.chars($0.text.bytes) }
    case SKY_CODE_POSTBACK: return provider.postbackCode(code).flatMap { Border.chars($0.text.bytes) }
    default: return nil
    }
}

/// Give what a provider's code is about, for example "recipient" or "throttle".
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - provider: whose code it is.
///   - space: where it came: in an answer or in a postback.
///   - code: the code, for example "E110"; case does not count; NULL gives NULL.
/// - Returns: a text that lives as long as the library; NULL for a code that no table has. Of codes of answers it is
///   the group, of codes of postbacks the kind.
@c public func sky_code_group(
    _ provider: sky_provider, _ space: sky_code_space, _ code: UnsafePointer<CChar>?
) -> UnsafePointer<CChar>? {
    guard let (provider, code) = Border.code(provider, code) else { return nil }
    switch space {
    case SKY_CODE_ANSWER: return provider.answerCode(code).map { Border.chars($0.group.name) }
    case SKY_CODE_POSTBACK: return provider.postbackCode(code).map { Border.chars($0.kind.name) }
    default: return nil
    }
}

/// Tell whether sending the same request again can help and is safe, by the code of the answer.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - provider: whose code it is.
///   - space: SKY_CODE_ANSWER; a postback answers no request, so its codes give SKY_RETRY_UNKNOWN.
///   - code: the code, for example "E113"; case does not count; NULL gives SKY_RETRY_UNKNOWN.
/// - Returns: the advice; SKY_RETRY_UNKNOWN for a code that no table has.
@c public func sky_code_retry(
    _ provider: sky_provider, _ space: sky_code_space, _ code: UnsafePointer<CChar>?
) -> sky_retry {
    guard space == SKY_CODE_ANSWER, let (provider, code) = Border.code(provider, code),
        let known = provider.answerCode(code)
    else { return SKY_RETRY_UNKNOWN }
    return sky_retry(known.retry.rawValue)
}

extension Border {
    /// A code of a provider that the library speaks.
    static func code(_ provider: sky_provider, _ code: UnsafePointer<CChar>?) -> (Provider, ProviderCode)? {
        guard let known = Provider(rawValue: provider.rawValue), let text = optionalText(code) else { return nil }
        return (known, ProviderCode(text))
    }
}
