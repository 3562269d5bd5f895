import CPlatform

/// Plain values (no references, no destructors) that grow, in memory from malloc. Like `ByteBuffer` it reports that
/// memory ran out instead of ending the process.
///
/// Public and frozen because Embedded Swift must see a noncopyable type's destructor from other rooms.
@frozen public struct PlainArray<Value: BitwiseCopyable>: ~Copyable {
    @usableFromInline var memory: UnsafeMutablePointer<Value>?
    @usableFromInline var capacity = 0

    /// Values in use.
    public private(set) var count = 0

    /// An empty array that owns no memory yet.
    package init() {}

    @inlinable deinit {
        free(memory)
    }

    /// The first of `count` values; nil as long as there was none. Valid until the next append.
    package var start: UnsafeMutablePointer<Value>? { memory }

    /// The values in use. Valid until the next append.
    package var values: UnsafeBufferPointer<Value> {
        UnsafeBufferPointer(start: memory, count: memory == nil ? 0 : count)
    }

    /// Append a value. False if memory ran out; then nothing has changed.
    @inline(__always)
    package mutating func append(_ value: Value) -> Bool {
        guard count < capacity || grow(), let memory else { return false }
        memory[count] = value
        count &+= 1
        return true
    }

    /// Forget all values; keep at most `size` bytes of memory for the next use, or what was in use for the most part.
    package mutating func reset(keeping size: Int) {
        let used = count
        count = 0
        guard capacity > size / MemoryLayout<Value>.stride, used < capacity / 4 else { return }
        free(memory)
        memory = nil
        capacity = 0
    }

    @inline(never)
    private mutating func grow() -> Bool {
        guard capacity < Int.max / (4 &* MemoryLayout<Value>.stride) else { return false }
        let wanted = max(32, capacity + capacity / 2)
        guard let grown = realloc(memory, wanted * MemoryLayout<Value>.stride) else { return false }
        memory = grown.assumingMemoryBound(to: Value.self)
        capacity = wanted
        return true
    }
}
