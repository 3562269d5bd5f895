import CPlatform
import SkyDocument

/// Owns one block of records: everything a postback or an answer says, in one piece of memory that never changes.
///
/// The C handles are these blocks: one allocation each, readable by any number of threads, and the packed form
/// that bindings read is the block itself.
///
/// Public and frozen because Embedded Swift must see a noncopyable type's destructor from other rooms.
@frozen public struct RecordBlock: ~Copyable {
    @usableFromInline var memory: UnsafeMutableRawPointer?

    init(taking memory: UnsafeMutableRawPointer) {
        self.memory = memory
    }

    @inlinable deinit {
        free(memory)
    }

    /// The block's content; valid as long as the block.
    package var view: RecordView? {
        memory.map { RecordView(UnsafeRawPointer($0)) }
    }

    /// Fill in what only the sender knows. The status is also that of an answer's only entry.
    package mutating func setExchange(status: UInt32, httpStatus: UInt32) {
        guard let header = memory?.assumingMemoryBound(to: RecordHeader.self) else { return }
        header.pointee.status = status
        header.pointee.httpStatus = httpStatus
        // A part of one entry is none of the outcomes that an entry can have.
        guard header.pointee.count == 1, status != Outcome.partial.rawValue,
            let records = memory.map({ $0 + Int(header.pointee.recordsOffset) })
        else {
            return
        }
        for index in 0...Int(header.pointee.firstRecord) {
            (records.assumingMemoryBound(to: Record.self) + index).pointee.verdict = status
        }
    }

    /// Fill in what is known when the call is over.
    package mutating func setTotals(tries: UInt32, elapsedMilliseconds: UInt32, retryAfterMilliseconds: UInt32) {
        guard let header = memory?.assumingMemoryBound(to: RecordHeader.self) else { return }
        header.pointee.tries = tries
        header.pointee.elapsedMilliseconds = elapsedMilliseconds
        header.pointee.retryAfterMilliseconds = retryAfterMilliseconds
    }

    /// Hand the memory over to the caller, who frees it with free().
    package mutating func release() -> UnsafeMutableRawPointer? {
        let released = memory
        memory = nil
        return released
    }
}
