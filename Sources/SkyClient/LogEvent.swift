import SkyProtocol

/// Something that happened to a send. It holds nothing of the request: no key, no number, no text.
package struct LogEvent {
    /// How important events are. Raw values are those of `sky_log_level`.
    package enum Level: UInt32 {
        case off = 0
        case error = 1
        case warning = 2
        case info = 3
        case debug = 4
    }

    /// What happened. Raw values are those of `sky_log_kind`.
    package enum Kind: UInt32 {
        /// One try has ended; it may be followed by another.
        case attempt = 1
        /// The library waits before the next try, or for the rate.
        case wait = 2
        /// The send has ended.
        case end = 3
        /// The send was refused before anything was tried.
        case refusal = 4
    }

    /// How important it is.
    package let level: Level
    /// What happened.
    package let kind: Kind
    /// How the try or the send ended; of a wait, why there is one.
    package let status: SendStatus
    /// Which try it is, from 1; 0 if there was none.
    package var attempt = 0
    /// libcurl's code, or 0.
    package var transportCode: Int32 = 0
    /// The HTTP status, or 0.
    package var httpStatus: Int32 = 0
    /// The provider's code.
    package var providerCode = ProviderCode.none
    /// How long it waits, in milliseconds.
    package var waitMilliseconds = 0
    /// When each phase of the try had ended.
    package var timeline: Timeline?
    /// Words of the library's own.
    package var message: Message

    init(_ level: Level, _ kind: Kind, _ status: SendStatus, _ message: Message) {
        self.level = level
        self.kind = kind
        self.status = status
        self.message = message
    }

    /// Microseconds from the beginning of a try until each phase had ended; 0 for a phase that did not come.
    package struct Timeline {
        /// The host's name was resolved.
        package var name = 0
        /// A connection was there.
        package var connect = 0
        /// TLS was agreed.
        package var tls = 0
        /// The request began to be written.
        package var sent = 0
        /// The answer began.
        package var firstByte = 0
        /// The try had ended.
        package var done = 0
        /// Whether a connection was made for it, instead of using a kept one.
        package var isNewConnection = false
        /// Bytes of the request's body or query.
        package var bytesOut = 0
        /// Bytes of the answer's body.
        package var bytesIn = 0
    }
}
