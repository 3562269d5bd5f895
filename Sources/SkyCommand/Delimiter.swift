import ArgumentParser

/// The character between the fields of a CSV file.
struct Delimiter: ExpressibleByArgument {
    /// What stands between fields if nothing else is said.
    static let comma = Delimiter(byte: UInt8(ascii: ","))

    let byte: UInt8

    private init(byte: UInt8) {
        self.byte = byte
    }

    /// One ASCII character that is neither a quote nor a line break, or "tab".
    init?(argument: String) {
        if argument == "tab" {
            byte = UInt8(ascii: "\t")
            return
        }
        guard let only = argument.utf8.first, argument.utf8.count == 1, !"\"\n\r".utf8.contains(only) else {
            return nil
        }
        byte = only
    }

    var defaultValueDescription: String { String(UnicodeScalar(byte)) }
}
