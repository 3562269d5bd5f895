import CSky

/// Give the version of the library as text, for example "0.1.0".
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Returns: a text that lives as long as the library; never NULL.
@c public func sky_version() -> UnsafePointer<CChar> {
    Border.chars("0.1.0")
}

/// Give the major part of the library's version.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Returns: what SKY_VERSION_MAJOR was when the library was built.
@c public func sky_version_major() -> Int32 {
    SKY_VERSION_MAJOR
}

/// Give the minor part of the library's version.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Returns: what SKY_VERSION_MINOR was when the library was built.
@c public func sky_version_minor() -> Int32 {
    SKY_VERSION_MINOR
}

/// Give the patch part of the library's version.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Returns: what SKY_VERSION_PATCH was when the library was built.
@c public func sky_version_patch() -> Int32 {
    SKY_VERSION_PATCH
}

/// Give the number of the interface that the library has.
///
/// A program that loads the library at run time compares it with SKY_ABI_VERSION of the header it was written for, and
/// refuses a library whose number differs.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Returns: what SKY_ABI_VERSION was when the library was built.
@c public func sky_abi_version() -> Int32 {
    SKY_ABI_VERSION
}
