import CCurl

/// What is known after one transfer: the evidence from which the outcome follows.
struct Exchange {
    /// libcurl's code.
    let code: CURLcode
    /// Whether libcurl began to write the request on a connection. If not, no byte of it can have left.
    let wasHandedOver: Bool
    /// Whether libcurl wanted to send the request a second time, and was kept from it.
    let wasReplayRefused: Bool
    /// Whether the answer was cut off because it is larger than `Connection.maximumAnswer` or its header too long.
    let isAnswerTooLarge: Bool
    /// The HTTP status; 0 if no answer began.
    let httpStatus: Int
    /// The header Retry-After, in seconds; 0 if there was none.
    let retryAfter: Int
    /// From the call to its end.
    let elapsedMilliseconds: Int

    /// Whether the transfer ended as HTTP wants it, whatever the answer says.
    var isComplete: Bool { code == CURLE_OK }
}
