// Reads records from standard input, answers from the built-in tables or from a blob given as argument, writes one line
// of answers for each: what compare.py compares.
//
// Record: length of the text (u16, little-endian), two bytes of region (0 0: none), one byte of mode, the text.
// Modes: 'p' parses exactly, 'd' judges "code national-number" without parsing, 'n' normalises, other values from 0 to
// 15 parse with those flags. Line: digits, status, type, region, extension offset and length, or '!' and the reason for
// a refused normalisation.

import Glibc
import SkyNumbers

func readAll(_ file: Int32) -> [UInt8] {
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
        let count = read(file, &chunk, chunk.count)
        if count <= 0 { return result }
        result += chunk[0..<count]
    }
}

func write(_ number: PhoneNumber, to output: inout [UInt8]) {
    for index in 0..<Int(number.digitCount) { output.append(number.digits[index]) }
    output += Array("\t\(number.status)\t\(number.type)\t".utf8)
    if let region = number.region {
        let text = region.text
        output += [text.0, text.1, text.2].filter { $0 != 0 }
    }
    output += Array("\t\(number.extensionOffset)\t\(number.extensionLength)\n".utf8)
}

func write(_ result: Result<MSISDNDigits, NumberError>, to output: inout [UInt8]) {
    switch result {
    case .success(let digits):
        for index in 0..<digits.count { output.append(digits[index]) }
    case .failure(let error):
        output.append(UInt8(ascii: "!"))
        var reason = [UInt8](repeating: 0, count: 256)
        let count = reason.withUnsafeMutableBufferPointer { error.writeReason(into: $0) }
        output += reason[0..<count]
    }
    output.append(UInt8(ascii: "\n"))
}

/// The built-in tables, or those of the blob named by the first argument.
func chosenTables() -> NumberTables {
    guard CommandLine.arguments.count > 1 else { return .builtIn }
    let blob = readAll(open(CommandLine.arguments[1], O_RDONLY))
    do {
        return try blob.withUnsafeBytes { bytes throws(NumberTablesError) in try NumberTables(loading: bytes) }
    } catch {
        print("tables refused: \(error)")
        exit(1)
    }
}

let tables = chosenTables()
var output: [UInt8] = []
readAll(STDIN_FILENO).withUnsafeBufferPointer { input in
    var offset = 0
    while offset + 5 <= input.count {
        let length = Int(input[offset]) | Int(input[offset + 1]) << 8
        let region = Region(UnsafeBufferPointer(rebasing: input[offset + 2..<offset + 4]))
        let mode = input[offset + 4]
        let text = UnsafeBufferPointer(rebasing: input[offset + 5..<offset + 5 + length])
        offset += 5 + length
        switch mode {
        case UInt8(ascii: "p"):
            write(PhoneNumberParser.parse(text, defaultRegion: region, flags: [], tables: tables), to: &output)
        case UInt8(ascii: "d"):
            let parts = text.split(separator: UInt8(ascii: " "))
            let code = parts[0].reduce(UInt16(0)) { $0 * 10 + UInt16($1 & 15) }
            let number = PhoneNumberParser.judge(
                UnsafeBufferPointer(rebasing: parts[1]), callingCode: code, tables: tables)
            write(number, to: &output)
        case UInt8(ascii: "n"):
            write(
                Result { () throws(NumberError) in try MSISDN.normalize(text, defaultRegion: region, tables: tables) },
                to: &output)
        default:
            let flags = NumberFlags(rawValue: UInt32(mode))
            write(PhoneNumberParser.parse(text, defaultRegion: region, flags: flags, tables: tables), to: &output)
        }
    }
}
output.withUnsafeBytes { bytes in
    var written = 0
    while written < bytes.count {
        let count = write(STDOUT_FILENO, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        if count <= 0 { exit(1) }
        written += count
    }
}
