/// The providers whose limits are known. Raw values are those of `sky_provider`.
package enum TextProvider: UInt32, Sendable, CaseIterable {
    /// Skycore.
    case skycore = 1
    /// Cellcast.
    case cellcast = 2
}
