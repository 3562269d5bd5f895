// Rooms: SkyNumbers
// Flags: -max_len=1100
// Seeds: Tests/Fuzz/seeds/NumberFuzz
// Before: tools/numbers/make_blob.sh
import CSkyTables
import Foundation

@testable import SkyNumbers

/// Fuzzes what reads numbers and what loads their plans: nothing may be read out of bounds, nothing may trap.
///
/// The first byte says what follows: a text with its region and flags; a blob as it is; or changes to the blob in the
/// build folder (three bytes of place, one of value, each), sealed with a right checksum so that they get as far as the
/// checks behind it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count >= 5 else { return 0 }
    let input = UnsafeBufferPointer(start: start + 1, count: count - 1)
    switch start[0] % 4 {
    case 0: load([UInt8](input))
    case 1: load(changed(input))
    default: read(input)
    }
    return 0
}

/// The blob to change.
private let blob: [UInt8] = {
    guard let data = FileManager.default.contents(atPath: "build/number_tables.blob") else {
        fatalError("build/number_tables.blob is missing")
    }
    return [UInt8](data)
}()

/// CRC-32 of each byte.
private let checksumTable: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
}

private func changed(_ changes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var bytes = blob
    guard bytes.count > 200 else { return bytes }
    var place = 0
    while place + 4 <= changes.count {
        // Half of all changes hit the header, the directory or the small sections at the end.
        let wide = Int(changes[place]) << 16 | Int(changes[place + 1]) << 8 | Int(changes[place + 2])
        let index = wide & 0x80_0000 == 0 ? wide % bytes.count : bytes.count - 1 - wide % min(bytes.count, 9000)
        bytes[wide & 0x40_0000 == 0 ? index : 20 + wide % 164] = changes[place + 3]
        place += 4
    }
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes[20...] { sum = sum >> 8 ^ checksumTable[Int((sum ^ UInt32(byte)) & 0xFF)] }
    for shift in 0..<4 { bytes[16 + shift] = UInt8(truncatingIfNeeded: ~sum >> UInt32(8 * shift)) }
    return bytes
}

/// Loads tables and, if they are taken, asks them everything.
private func load(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { bytes in
        guard let tables = try? NumberTables(loading: bytes) else { return }
        defer { tables.deallocate() }
        let texts = [
            "+54 0 11 15 2345 6789", "0 90 15 1234567890 1234567890", "8 10 44 2079460958", "12", "+999999999999999",
            String(repeating: "123456789", count: 27), "+" + String(repeating: "0", count: 240), "+1 650 253 0000 x5",
        ]
        for text in texts {
            for region in ["US", "AR", "BR", "GB", "RU"] as [StaticString] {
                Array(text.utf8).withUnsafeBufferPointer { ask($0, Region(region), 4, tables) }
            }
        }
    }
}

/// Reads a text in every way: region and flags, then the text, in memory of its own so that no byte beyond goes unseen.
private func read(_ input: UnsafeBufferPointer<UInt8>) {
    let region = Region(UnsafeBufferPointer(rebasing: input[1..<3]))
    let text = Array(input[3...])
    text.withUnsafeBufferPointer { ask($0, region, UInt32(input[0] & 15), .builtIn) }
}

private func ask(_ text: UnsafeBufferPointer<UInt8>, _ region: Region?, _ flags: UInt32, _ tables: NumberTables) {
    let number = PhoneNumberParser.parse(
        text, defaultRegion: region, flags: NumberFlags(rawValue: flags), tables: tables)
    if number.digitCount > 20 || Int(number.extensionOffset) + Int(number.extensionLength) > text.count { abort() }
    var room = [UInt8](repeating: 0, count: 96)
    let error = PhoneNumberParser.error(for: number, text, defaultRegion: region, tables: tables)
    _ = room.withUnsafeMutableBufferPointer { error.writeReason(into: $0) }
    do throws(NumberError) {
        let digits = try MSISDN.normalize(text, defaultRegion: region, tables: tables)
        // With the plans that are built in, a result is its own result.
        guard tables.raw == NumberTables.builtIn.raw else { return }
        let again = digits.withBytes { try? MSISDN.normalize($0, defaultRegion: nil, tables: tables) }
        if again != digits { abort() }
    } catch {
        _ = room.withUnsafeMutableBufferPointer { error.writeReason(into: $0) }
    }
}
