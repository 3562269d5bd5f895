import CSky
import SkyNumbers

/// How a caller wants numbers read: a region and flags, as C has them, checked.
struct NumberRequest {
    let region: Region?
    let flags: NumberFlags
    let types: NumberTypes
    let normalizes: Bool

    private static let readingFlags: UInt32 = 0xF
    private static let normalizeFlag: UInt32 = 0x10
    private static let typeFlags: UInt32 = 0x07FF_0000

    init(_ region: UnsafePointer<CChar>?, _ flags: UInt32) throws(Fault) {
        let known = NumberRequest.readingFlags | NumberRequest.normalizeFlag | NumberRequest.typeFlags
        guard flags & ~known == 0 else { throw Fault(SKY_E_ARGUMENT, "flags: not all of them are known") }
        normalizes = flags & NumberRequest.normalizeFlag != 0
        // Normalising refuses a region that does not exist; libphonenumber reads on without one.
        self.region =
            normalizes
            ? try Border.region(region, "default_region") : region.flatMap(NumberRequest.letters)
        self.flags = NumberFlags(rawValue: flags & NumberRequest.readingFlags)
        let wanted = NumberTypes(rawValue: UInt16(truncatingIfNeeded: (flags & NumberRequest.typeFlags) >> 16))
        types = wanted.rawValue == 0 ? .all : wanted
    }

    /// A region from two letters and the NUL behind them, not a byte beyond.
    @inline(__always)
    private static func letters(_ text: UnsafePointer<CChar>) -> Region? {
        guard text[0] != 0, text[1] != 0, text[2] == 0 else { return nil }
        let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
        return Region(UnsafeBufferPointer(start: bytes, count: 2))
    }

    /// Reads a text into a number that is `unread`.
    func read(_ text: UnsafeBufferPointer<UInt8>, _ tables: NumberTables, into number: inout PhoneNumber) {
        if normalizes {
            number = MSISDN.readable(text, defaultRegion: region, smsTypes: types, tables: tables)
        } else {
            PhoneNumberParser.parse(
                text, defaultRegion: region, flags: flags, smsTypes: types, tables: tables, into: &number)
        }
    }

    /// Why `read` gave a number that is not accepted.
    func error(
        for number: PhoneNumber, _ text: UnsafeBufferPointer<UInt8>, _ tables: NumberTables
    ) -> NumberError {
        normalizes
            ? MSISDN.error(for: number, text, defaultRegion: region, tables: tables)
            : PhoneNumberParser.error(for: number, text, defaultRegion: region, tables: tables)
    }

    /// The same for many.
    var reading: NumberColumn.Reading {
        normalizes ? .normalized(flags, smsTypes: types) : .parsed(flags, smsTypes: types)
    }
}
