import CCurl

/// One transfer and the loop that drives it: what a single send needs, kept between sends.
final class Connection {
    /// The transfer.
    let transfer: Transfer
    /// What drives it.
    let loop: TransferLoop

    private let memory: SharedMemory?

    /// A connection set up for a client; nothing is connected yet.
    ///
    /// - Throws: `.failed` if memory ran out or this libcurl lacks something the library relies on.
    static func open(_ settings: ClientSettings, _ memory: SharedMemory?) throws(SendFailure) -> Connection {
        let loop = try TransferLoop.open(connections: 1)
        return Connection(try Transfer.open(settings, memory), loop, memory)
    }

    private init(_ transfer: Transfer, _ loop: TransferLoop, _ memory: SharedMemory?) {
        self.transfer = transfer
        self.loop = loop
        self.memory = memory
    }

    /// Send the transfer's request and take in the answer, within `timeout` milliseconds or until somebody cancels.
    func perform(_ settings: ClientSettings, timeout: Int) -> Exchange {
        guard transfer.begin(settings, timeout: timeout), loop.add(transfer) else {
            return transfer.end(CURLE_OUT_OF_MEMORY)
        }
        defer { loop.remove(transfer) }
        while true {
            guard loop.advance() else { return transfer.end(CURLE_OUT_OF_MEMORY) }
            if let (_, code) = loop.nextEnded() { return transfer.end(code) }
            if loop.isCancelled { return transfer.end(CURLE_ABORTED_BY_CALLBACK, isCancelled: true) }
            // libcurl shortens the wait to its own next time-out.
            loop.waitOrCancel(milliseconds: 1000)
        }
    }

    /// Whether it can be used again after this exchange; a failed handle is replaced.
    func isUsable(after exchange: Exchange, _ settings: ClientSettings) -> Bool {
        exchange.isComplete || transfer.renew(settings, memory)
    }
}
