import CPlatform

/// Messages of a batch that wait for their turn, first in first out, but that some may come back to the front.
///
/// They lie one behind the other in blocks of memory, each of which is freed when its last message has left, so that
/// 100,000 messages take little more than their texts and a batch shrinks as it goes.
struct MessageQueue: ~Copyable {
    /// Bytes of a block, unless one message needs more.
    private static let usualBlock = 64 << 10

    /// At the beginning of each block.
    private struct Block {
        var next: UnsafeMutableRawPointer?
        var capacity: Int
        var end: Int
        /// Where its first message begins, as long as there are blocks in front of it.
        var start = MemoryLayout<Block>.size
    }

    /// In front of the bytes of each message.
    private struct Entry {
        var tag: UInt64
        var kind: UInt32
        var first: UInt32
        var second: UInt32
        var third: UInt32

        var size: Int {
            let bytes = MemoryLayout<Entry>.size &+ Int(first) &+ Int(second) &+ Int(third)
            return (bytes &+ 7) & ~7
        }
    }

    private var firstBlock: UnsafeMutableRawPointer?
    private var lastBlock: UnsafeMutableRawPointer?
    private var readOffset = MemoryLayout<Block>.size

    /// Messages that wait.
    private(set) var count = 0

    deinit {
        var block = firstBlock
        while let current = block {
            block = MessageQueue.block(current).pointee.next
            free(current)
        }
    }

    /// Append a message; false if memory ran out.
    mutating func append(_ message: WaitingMessage) -> Bool {
        let entry = MessageQueue.entry(of: message)
        guard let room = room(for: entry.size) else { return false }
        MessageQueue.store(message, entry, at: room)
        count &+= 1
        return true
    }

    /// Put some messages in front of all others, in their order; false if memory ran out, or if there are none.
    ///
    /// - Parameter message: gives each of them, from 0 on; it is asked twice.
    mutating func prepend(_ number: Int, _ message: (Int) -> WaitingMessage) -> Bool {
        var end = MemoryLayout<Block>.size
        for index in 0..<number { end &+= MessageQueue.entry(of: message(index)).size }
        guard number > 0, let made = malloc(end) else { return false }
        made.storeBytes(of: Block(next: firstBlock, capacity: end, end: end), as: Block.self)
        var place = made + MemoryLayout<Block>.size
        for index in 0..<number {
            let next = message(index)
            let entry = MessageQueue.entry(of: next)
            MessageQueue.store(next, entry, at: place)
            place += entry.size
        }
        if let first = firstBlock { MessageQueue.block(first).pointee.start = readOffset } else { lastBlock = made }
        firstBlock = made
        readOffset = MemoryLayout<Block>.size
        count &+= number
        return true
    }

    /// Look at the first message; what is borrowed is valid until it is removed.
    func first() -> WaitingMessage? {
        guard count > 0, let block = firstBlock else { return nil }
        let start = block + readOffset
        let entry = start.load(as: Entry.self)
        let bytes = UnsafeRawPointer(start + MemoryLayout<Entry>.size).assumingMemoryBound(to: UInt8.self)
        let second = bytes + Int(entry.first)
        return WaitingMessage(
            tag: entry.tag, kind: entry.kind, UnsafeBufferPointer(start: bytes, count: Int(entry.first)),
            UnsafeBufferPointer(start: second, count: Int(entry.second)),
            UnsafeBufferPointer(start: second + Int(entry.second), count: Int(entry.third)))
    }

    /// Remove the first message.
    mutating func removeFirst() {
        guard count > 0, let block = firstBlock else { return }
        count &-= 1
        readOffset &+= (block + readOffset).load(as: Entry.self).size
        guard readOffset >= MessageQueue.block(block).pointee.end else { return }
        firstBlock = MessageQueue.block(block).pointee.next
        readOffset = firstBlock.map { MessageQueue.block($0).pointee.start } ?? MemoryLayout<Block>.size
        if firstBlock == nil { lastBlock = nil }
        free(block)
    }

    private static func entry(of message: WaitingMessage) -> Entry {
        let (kind, parts) = message.parts
        return Entry(
            tag: message.tag, kind: kind, first: UInt32(truncatingIfNeeded: parts.0.count),
            second: UInt32(truncatingIfNeeded: parts.1.count), third: UInt32(truncatingIfNeeded: parts.2.count))
    }

    /// Write a message to room for its entry and its bytes.
    private static func store(_ message: WaitingMessage, _ entry: Entry, at room: UnsafeMutableRawPointer) {
        room.storeBytes(of: entry, as: Entry.self)
        var place = room + MemoryLayout<Entry>.size
        let parts = message.parts.1
        for part in [parts.0, parts.1, parts.2] where part.count > 0 {
            if let start = part.baseAddress { memcpy(place, start, part.count) }
            place += part.count
        }
    }

    private mutating func room(for size: Int) -> UnsafeMutableRawPointer? {
        if let last = lastBlock {
            let block = MessageQueue.block(last)
            if block.pointee.capacity &- block.pointee.end >= size {
                defer { block.pointee.end &+= size }
                return last + block.pointee.end
            }
        }
        let capacity = max(MessageQueue.usualBlock, size &+ MemoryLayout<Block>.size)
        guard let made = malloc(capacity) else { return nil }
        made.storeBytes(
            of: Block(next: nil, capacity: capacity, end: MemoryLayout<Block>.size &+ size), as: Block.self)
        if let last = lastBlock { MessageQueue.block(last).pointee.next = made } else { firstBlock = made }
        lastBlock = made
        return made + MemoryLayout<Block>.size
    }

    private static func block(_ memory: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Block> {
        memory.assumingMemoryBound(to: Block.self)
    }
}
