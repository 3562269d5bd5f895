import CPlatform

/// Messages of a batch that wait for their turn, first in first out.
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
        let (kind, parts) = message.parts
        let entry = Entry(
            tag: message.tag, kind: kind, first: UInt32(truncatingIfNeeded: parts.0.count),
            second: UInt32(truncatingIfNeeded: parts.1.count), third: UInt32(truncatingIfNeeded: parts.2.count))
        guard let room = room(for: entry.size) else { return false }
        room.storeBytes(of: entry, as: Entry.self)
        var place = room + MemoryLayout<Entry>.size
        for part in [parts.0, parts.1, parts.2] where part.count > 0 {
            if let start = part.baseAddress { memcpy(place, start, part.count) }
            place += part.count
        }
        count &+= 1
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
        readOffset = MemoryLayout<Block>.size
        firstBlock = MessageQueue.block(block).pointee.next
        if firstBlock == nil { lastBlock = nil }
        free(block)
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
