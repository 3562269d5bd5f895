/// An HTTP proxy that requests go through. Texts have a NUL at their end.
struct Proxy {
    /// Its address; "" for no proxy, whatever the environment names.
    let url: [UInt8]
    /// Who says so to it, by Basic authentication; nil for nobody.
    let user: [UInt8]?
    /// The user's password.
    let password: [UInt8]?
}
