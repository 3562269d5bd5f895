import CSkyTables

/// The header and directory of a blob (tools/numbers/layout.py, `blob`): where each section lies.
struct NumberTablesBlob {
    static let magic: StaticString = "SKYNUMB\n"
    static let format: UInt32 = 1
    static let sectionCount = 18
    static let directoryOffset = 40
    /// Larger than any tables ever will be; what is larger is not looked at.
    static let largest = 4 << 20

    let bytes: UnsafeRawBufferPointer

    /// Checks everything but the sections' contents.
    init(_ bytes: UnsafeRawBufferPointer) throws(NumberTablesError) {
        self.bytes = bytes
        let dataOffset = NumberTablesBlob.directoryOffset &+ 8 &* NumberTablesBlob.sectionCount
        guard bytes.count >= dataOffset, bytes.count <= NumberTablesBlob.largest else { throw .notTables }
        for index in 0..<8 where bytes[index] != NumberTablesBlob.magic.utf8Start[index] { throw .notTables }
        guard UInt32(littleEndian: 1) == 1, word(8) == NumberTablesBlob.format else { throw .otherFormat }
        guard Int(word(12)) == bytes.count else { throw .notTables }
        guard NumberTablesBlob.checksum(bytes, from: 20) == word(16) else { throw .damaged }
        guard Int(word(20)) == NumberTablesBlob.sectionCount else { throw .otherFormat }
        guard versionLength > 0 else { throw .inconsistent }
    }

    /// A little-endian word at an offset within the header or directory.
    private func word(_ offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// The version is printable ASCII with a NUL behind it; 0 if not.
    private var versionLength: Int {
        var length = 0
        while length < 16, (0x21...0x7E).contains(bytes[24 &+ length]) { length &+= 1 }
        return length < 16 && bytes[24 &+ length] == 0 ? length : 0
    }

    /// The metadata version, NUL-terminated.
    var version: UnsafePointer<CChar>? {
        bytes.baseAddress?.advanced(by: 24).assumingMemoryBound(to: CChar.self)
    }

    /// The elements of a section, after checking that they lie within the blob.
    func section<Element: BitwiseCopyable>(
        _ index: Int, of type: Element.Type
    ) throws(NumberTablesError) -> UnsafeBufferPointer<Element> {
        let entry = NumberTablesBlob.directoryOffset &+ 8 &* index
        let offset = Int(word(entry))
        let count = Int(word(entry &+ 4))
        let size = count &* MemoryLayout<Element>.stride
        guard offset % 8 == 0, offset <= bytes.count, count <= bytes.count, size <= bytes.count &- offset, count > 0,
            let start = bytes.baseAddress?.advanced(by: offset)
        else { throw .inconsistent }
        return UnsafeBufferPointer(start: start.assumingMemoryBound(to: Element.self), count: count)
    }

    /// CRC-32 (ISO 3309, as in zlib), four bits at a time.
    static func checksum(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for index in start..<max(start, bytes.count) {
            sum ^= UInt32(bytes[index])
            sum = sum &>> 4 ^ nibble(sum & 15)
            sum = sum &>> 4 ^ nibble(sum & 15)
        }
        return ~sum
    }

    /// Four rounds of the polynomial 0xEDB88320 over a nibble.
    @inline(__always) private static func nibble(_ value: UInt32) -> UInt32 {
        var result = value
        for _ in 0..<4 { result = result &>> 1 ^ (result & 1 == 0 ? 0 : 0xEDB8_8320) }
        return result
    }
}
