import SkyProtocol

extension ClientSettings {
    /// Set how many messages may begin in a second, and how many at once after a rest.
    ///
    /// - Parameters:
    ///   - messages: from 0.001 to 1000000, or 0 for no limit.
    ///   - burst: from 1 to 100000; 1 spaces messages evenly. Means nothing without a limit.
    package mutating func set(rate messages: Double, burst: Int) throws(SendFailure) {
        if messages == 0 {
            rateLimiter.pace = RatePace.unlimited
            return
        }
        guard messages >= 0.001, messages <= 1_000_000 else {
            throw SendFailure(.argument, "per_second: neither 0 nor from 0.001 to 1000000")
        }
        guard burst >= 1, burst <= 100_000 else { throw SendFailure(.argument, "burst: not from 1 to 100000") }
        try limit(to: RatePace(perSecond: messages, burst: burst))
    }

    /// Share the rate with all processes of the machine that name the same file; nil for this client alone.
    ///
    /// - Throws: `.config` if the file is not the user's own, or something else than a rate file.
    @export(interface)
    package mutating func set(rateFile path: UnsafeBufferPointer<UInt8>?) throws(SendFailure) {
        guard let path else {
            rateLimiter.state = try ClientSettings.sharedState()
            return
        }
        guard path.count > 0 else { throw SendFailure(.argument, "path: empty", at: 0) }
        guard path.count <= 4095 else { throw SendFailure(.limit, "path: longer than 4095 bytes", at: 4095) }
        rateLimiter.state = try RateFile.open(ClientSettings.terminated(path))
    }

    /// Keep a rate, together with the processes that will be forked.
    private mutating func limit(to pace: RatePace) throws(SendFailure) {
        if !rateLimiter.state.isMapped { rateLimiter.state = try ClientSettings.sharedState() }
        rateLimiter.pace = pace
    }

    private static func sharedState() throws(SendFailure) -> RateState {
        guard let state = RateState.makeShared() else { throw SendFailure.outOfMemory }
        return state
    }
}
