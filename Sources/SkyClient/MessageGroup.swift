/// Messages of one text that travel in one call.
struct MessageGroup {
    /// What the caller knows them by, in the order of the call's recipients.
    private(set) var tags: [UInt64] = []
    /// Their sender; empty for none.
    private(set) var from: [UInt8] = []
    /// Their text.
    private(set) var text: [UInt8] = []

    /// Begin anew, for messages like one whose bytes are borrowed.
    mutating func begin(from: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>) {
        clear()
        self.from.append(contentsOf: from)
        self.text.append(contentsOf: text)
    }

    /// No group.
    mutating func clear() {
        tags.removeAll(keepingCapacity: true)
        from.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
    }

    /// Take in one more message.
    mutating func append(_ tag: UInt64) { tags.append(tag) }
}
