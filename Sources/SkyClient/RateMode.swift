/// What a send does when the rate leaves no room for it at once. Raw values are those of `sky_rate_mode`.
package enum RateMode: UInt32 {
    /// It waits for its turn, if that comes before its deadline.
    case wait = 0
    /// It ends at once and says how long there is no room.
    case report = 1
}
