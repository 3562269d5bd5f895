/// Makes one outcome of those of several messages: all alike, else partial; what nobody knows outweighs refusals.
struct CellcastTotal {
    /// How many were accepted.
    private(set) var accepted = 0
    private var partial = 0
    private var unknown = 0
    private var throttled = 0
    private var rejected = 0

    init() {}

    /// Count one.
    mutating func take(_ outcome: Outcome) {
        switch outcome {
        case .accepted: accepted &+= 1
        case .partial: partial &+= 1
        case .throttled: throttled &+= 1
        case .rejected, .notSent, .cancelled: rejected &+= 1
        case .unknown: unknown &+= 1
        }
    }

    /// The outcome of all.
    var outcome: Outcome {
        if partial > 0 || accepted > 0 && unknown &+ throttled &+ rejected > 0 { return .partial }
        if accepted > 0 { return .accepted }
        if unknown > 0 { return .unknown }
        return rejected == 0 && throttled > 0 ? .throttled : .rejected
    }
}
