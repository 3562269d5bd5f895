import CPlatform

/// Bytes that grow, in memory from malloc.
///
/// Swift's arrays end the process when memory runs out, and the process is somebody else's. This buffer remembers the
/// failure instead: appending to a failed buffer does nothing, and whoever is done asks `hasFailed` once.
///
/// Public and frozen because Embedded Swift must see a noncopyable type's destructor from other rooms.
@frozen public struct ByteBuffer: ~Copyable {
    @usableFromInline var memory: UnsafeMutablePointer<UInt8>?
    @usableFromInline var capacity = 0

    /// Bytes in use.
    public private(set) var count = 0

    /// Whether memory ran out at some point; the content is then incomplete and must not be used.
    public private(set) var hasFailed = false

    /// An empty buffer that owns no memory yet.
    package init() {}

    @inlinable deinit {
        free(memory)
    }

    /// The bytes in use. Valid until the next call that changes the buffer.
    package var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: memory, count: memory == nil ? 0 : count)
    }

    /// The first byte; nil as long as there was none. Valid until the next call that changes the buffer.
    package var start: UnsafeMutablePointer<UInt8>? { memory }

    /// Append one byte.
    @inline(__always)
    package mutating func append(_ byte: UInt8) {
        guard count < capacity || reserve(1), let memory else { return }
        memory[count] = byte
        count &+= 1
    }

    /// Append bytes, which must not lie inside this buffer.
    @inline(__always)
    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return }
        guard reserve(bytes.count), let memory else { return }
        memcpy(memory + count, start, bytes.count)
        count &+= bytes.count
    }

    /// Append bytes, which must not lie inside this buffer: where a call costs less than the code that it saves.
    @inline(never)
    package mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) { append(bytes) }

    /// Append one byte: where a call costs less than the code that it saves.
    @inline(never)
    package mutating func add(_ byte: UInt8) { append(byte) }

    /// Append bytes, which must not lie inside this buffer, and one more.
    @inline(__always)
    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, terminated last: UInt8) {
        guard reserve(bytes.count &+ 1), let memory else { return }
        if let start = bytes.baseAddress { memcpy(memory + count, start, bytes.count) }
        memory[count &+ bytes.count] = last
        count &+= bytes.count &+ 1
    }

    /// Bytes that may be read behind padded bytes, and that `append(padded:terminated:)` keeps in reserve behind its
    /// own.
    package static var padding: Int { 16 }

    /// Append bytes, which must not lie inside this buffer, and one more. At least 15 bytes behind them must be
    /// readable, whatever they hold: so copying short ones is two moves and no call.
    @inline(__always)
    package mutating func append(padded bytes: UnsafeBufferPointer<UInt8>, terminated last: UInt8) {
        guard reserve(bytes.count &+ 1 &+ ByteBuffer.padding), let memory else { return }
        let target = UnsafeMutableRawPointer(memory + count)
        if let start = UnsafeRawPointer(bytes.baseAddress) {
            var offset = 0
            while offset < bytes.count {
                let low = start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                let high = start.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self)
                target.storeBytes(of: low, toByteOffset: offset, as: UInt64.self)
                target.storeBytes(of: high, toByteOffset: offset &+ 8, as: UInt64.self)
                offset &+= 16
            }
        }
        memory[count &+ bytes.count] = last
        count &+= bytes.count &+ 1
    }

    /// Let `write` put bytes into the room for `most` of them; it gives back how many it wrote.
    @inline(__always)
    package mutating func append(atMost most: Int, writing write: (UnsafeMutablePointer<UInt8>) -> Int) {
        guard reserve(most), let memory else { return }
        count &+= write(memory + count)
    }

    /// Append a text that the program itself has.
    @inline(never)
    package mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Append a whole number in decimal.
    package mutating func append(decimal number: Int) {
        var magnitude = number.magnitude
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        withUnsafeMutableBytes(of: &digits) { scratch in
            var first = scratch.count
            repeat {
                first &-= 1
                scratch[first] = 0x30 &+ UInt8(truncatingIfNeeded: magnitude % 10)
                magnitude /= 10
            } while magnitude > 0
            if number < 0 {
                first &-= 1
                scratch[first] = 0x2D
            }
            append(UnsafeBufferPointer(rebasing: scratch.bindMemory(to: UInt8.self)[first...]))
        }
    }

    /// Forget what lies behind `length`; the memory stays for the next use.
    @inline(__always)
    package mutating func truncate(to length: Int) {
        if length < count { count = max(0, length) }
    }

    /// Forget everything, also that memory ran out; the memory stays for the next use.
    package mutating func reset() {
        count = 0
        hasFailed = false
    }

    /// Give back the memory if it is larger than `limit` bytes and little of it is in use: one huge document must not
    /// be paid for ever, but one huge document after the other needs no new memory each time.
    package mutating func shrink(above limit: Int) {
        guard capacity > limit, count < capacity / 4 else { return }
        free(memory)
        memory = nil
        capacity = 0
        count = 0
    }

    /// Hand the memory over to the caller, who frees it with free(). Nil if memory ran out or nothing was appended.
    package mutating func take() -> UnsafeMutablePointer<UInt8>? {
        guard !hasFailed else { return nil }
        let taken = memory
        memory = nil
        capacity = 0
        count = 0
        return taken
    }

    /// Make sure that `more` bytes can follow. False if memory ran out, now or before.
    @inline(__always)
    package mutating func reserve(_ more: Int) -> Bool {
        if more <= capacity &- count && !hasFailed { return true }
        return grow(more)
    }

    @inline(never)
    private mutating func grow(_ more: Int) -> Bool {
        guard !hasFailed, more >= 0, more < Int.max / 4, count < Int.max / 4 else {
            hasFailed = true
            return false
        }
        let wanted = max(256, max(count + more, capacity + capacity / 2))
        guard let grown = realloc(memory, wanted) else {
            hasFailed = true
            return false
        }
        memory = grown.assumingMemoryBound(to: UInt8.self)
        capacity = wanted
        return true
    }
}
