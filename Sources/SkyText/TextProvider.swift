/// The providers whose limits are known.
package enum TextProvider: UInt8, Sendable, CaseIterable {
    /// Skycore.
    case skycore
    /// Cellcast.
    case cellcast
}
