/// How far a batch is.
package struct BatchProgress {
    /// Messages that were added.
    package var total = 0
    /// Of them, how many have not begun.
    package var waiting = 0
    /// How many are under way.
    package var inFlight = 0
    /// How many have ended.
    package var done = 0
    /// Of those, how many were accepted, in part or as a whole.
    package var accepted = 0
    /// How many were refused or throttled.
    package var rejected = 0
    /// How many may have been sent or not.
    package var unknown = 0
    /// How many were surely not sent.
    package var notSent = 0
    /// How many were cancelled; they were not sent either.
    package var cancelled = 0
    /// Since the first message began.
    package var elapsedMilliseconds = 0

    /// Messages that ended in a second, on average.
    package var perSecond: Double {
        elapsedMilliseconds > 0 ? Double(done) * 1000 / Double(elapsedMilliseconds) : 0
    }

    /// How long the rest will take if it goes on so; nil if nothing has ended yet.
    package var millisecondsLeft: Int? {
        guard done > 0 else { return nil }
        let left = Double(total &- done) * Double(elapsedMilliseconds) / Double(done)
        return left < 1e15 ? Int(left) : nil
    }

    /// One message has ended.
    mutating func count(_ status: SendStatus) {
        done &+= 1
        switch status {
        case .accepted, .partial: accepted &+= 1
        case .unknown: unknown &+= 1
        case .notSent, .failed: notSent &+= 1
        case .cancelled: cancelled &+= 1
        default: rejected &+= 1
        }
    }
}
