import CPlatform
import SkyDocument

/// What one thread needs to read documents: a reader and the memory for what is read, kept from call to call.
///
/// Making libxml2's context anew for each document costs more than parsing it (`docs/architecture.md`). Each thread
/// has its own desk, so no lock is needed; it goes when the thread goes.
final class ReadingDesk {
    let reader: XMLReader
    var json = JSONReader()
    var records = RecordWriter()
    var form = ByteBuffer()
    var path = ByteBuffer()

    private init(_ reader: XMLReader) {
        self.reader = reader
    }

    /// This thread's desk, made at the first call; nil if memory ran out.
    static func ofThisThread() -> ReadingDesk? {
        if let kept = sky_thread_slot_get() {
            return Unmanaged<ReadingDesk>.fromOpaque(kept).takeUnretainedValue()
        }
        guard let reader = XMLReader.make() else { return nil }
        let desk = ReadingDesk(reader)
        let kept = Unmanaged.passRetained(desk)
        let error = sky_thread_slot_set(kept.toOpaque()) { kept in
            if let kept { Unmanaged<ReadingDesk>.fromOpaque(kept).release() }
        }
        guard error == 0 else {
            kept.release()
            return nil
        }
        return desk
    }
}
