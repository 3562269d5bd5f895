import Foundation

/// What comes in from a pipe, a file or the keyboard.
enum StandardInput {
    /// A text: a line end at its end is not of it. Of a longer one than `limit` bytes a few more than that are read.
    static func text(atMost limit: Int) throws -> [UInt8] {
        var bytes = try all(atMost: limit + 2)
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        return bytes
    }

    /// Everything, or `limit` bytes and some more.
    static func all(atMost limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count <= limit, let more = try FileHandle.standardInput.read(upToCount: 65_536), !more.isEmpty {
            bytes += more
        }
        return bytes
    }
}
