import CPlatform
import CSky
import SkyNumbers

/// Numbering plans from a file or from memory.
enum NumberTablesFile {
    static let tooLong: StaticString = "numbering plans: longer than 4194304 bytes"

    /// Reads a file and uses it.
    static func use(_ path: UnsafePointer<CChar>) throws(Fault) {
        guard let file = fopen(path, "rbe") else { throw Fault(SKY_E_ARGUMENT, "path: a file that cannot be opened") }
        defer { fclose(file) }
        // One byte more than allowed, so that a file that is too long shows.
        let room = NumberTables.largestBlob &+ 1
        guard let memory = malloc(room) else { throw Fault.outOfMemory }
        defer { free(memory) }
        let length = fread(memory, 1, room, file)
        guard ferror(file) == 0 else { throw Fault(SKY_E_ARGUMENT, "path: a file that cannot be read") }
        guard length < room else { throw Fault(SKY_E_LIMIT, tooLong) }
        try use(UnsafeRawBufferPointer(start: memory, count: length))
    }

    /// Uses the contents of such a file.
    static func use(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        do throws(NumberTablesError) {
            try NumberTables.use(loading: bytes)
        } catch {
            switch error {
            case .notTables: throw Fault(SKY_E_DOCUMENT, "numbering plans: not a file of them, or cut short")
            case .otherFormat: throw Fault(SKY_E_DOCUMENT, "numbering plans: of a format for another version of libsky")
            case .damaged: throw Fault(SKY_E_DOCUMENT, "numbering plans: the checksum is wrong")
            case .inconsistent: throw Fault(SKY_E_DOCUMENT, "numbering plans: an entry leads nowhere")
            case .outOfMemory: throw Fault.outOfMemory
            }
        }
    }
}
