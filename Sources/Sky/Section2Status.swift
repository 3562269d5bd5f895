import CPlatform
import CSky
import SkyDocument

/// Give the name of a status, for example "SKY_E_NUMBER".
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameter status: any number.
/// - Returns: a text that lives as long as the library; "SKY_E_?" for a number that is no status.
@c public func sky_status_name(_ status: sky_status) -> UnsafePointer<CChar> {
    Border.chars(StatusWords.name(of: status))
}

/// Give an English sentence that says what a status means.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameter status: any number.
/// - Returns: a text that lives as long as the library; never NULL.
@c public func sky_status_text(_ status: sky_status) -> UnsafePointer<CChar> {
    Border.chars(StatusWords.text(of: status))
}

/// Free a text that the library gave as `char *`.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameter memory: what a function such as sky_postback_json() returned; NULL is fine and does nothing.
@c public func sky_free(_ memory: UnsafeMutableRawPointer?) {
    free(memory)
}

/// Give the length that means "up to the terminating NUL", for languages that cannot read macros.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Returns: SKY_NUL_TERMINATED.
@c public func sky_nul_terminated() -> UInt {
    UInt.max
}

/// Give the size of sky_error.provider_code in bytes, for languages that cannot read macros.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Returns: SKY_PROVIDER_CODE_SIZE.
@c public func sky_provider_code_size() -> UInt {
    UInt(SKY_PROVIDER_CODE_SIZE)
}

/// Give the size of sky_error.message in bytes, for languages that cannot read macros.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Returns: SKY_MESSAGE_SIZE.
@c public func sky_message_size() -> UInt {
    UInt(SKY_MESSAGE_SIZE)
}
