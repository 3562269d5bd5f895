import SkyProtocol

/// A message of a batch, checked and ready to be written. Borrows its bytes.
struct WaitingMessage {
    /// What there is of it.
    enum Content {
        /// An SMS, to be written when its turn comes.
        case sms(SMS)
        /// A request that was written already, as it goes out.
        case written(UnsafeBufferPointer<UInt8>)
    }

    /// What the caller knows it by.
    let tag: UInt64
    /// What there is of it.
    let content: Content
    /// Whether it does not travel with those that wait before it.
    let beginsGroup: Bool

    init(_ content: Content, tag: UInt64, beginsGroup: Bool = false) {
        self.content = content
        self.tag = tag
        self.beginsGroup = beginsGroup
    }

    init(
        tag: UInt64, kind: UInt32, _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>,
        _ third: UnsafeBufferPointer<UInt8>
    ) {
        self.tag = tag
        beginsGroup = kind == 2
        content = kind == 1 ? .written(first) : .sms(SMS(to: first, from: second, text: third))
    }

    /// It as a number and three pieces, from which the second initialiser makes it again.
    var parts: (UInt32, (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>)) {
        let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        switch content {
        case .sms(let sms): return (beginsGroup ? 2 : 0, (sms.to, sms.from, sms.text))
        case .written(let payload): return (1, (payload, nothing, nothing))
        }
    }
}
