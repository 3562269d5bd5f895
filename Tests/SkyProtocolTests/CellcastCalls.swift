import Foundation

@testable import SkyDocument
@testable import SkyProtocol

/// A call of Cellcast's as it travels, as Swift values.
struct WrittenCall {
    var method: Call.Method
    var path: String
    var query: String
    var body: String
    var bytes: [UInt8]
    var contentType: String?

    init(_ call: borrowing Call) {
        method = call.method(.form)
        path = String(decoding: call.path, as: Unicode.UTF8.self)
        query = String(decoding: call.query, as: Unicode.UTF8.self)
        bytes = [UInt8](call.body)
        body = String(decoding: bytes, as: Unicode.UTF8.self)
        contentType = call.contentType(.form).map { String(decoding: $0, as: Unicode.UTF8.self) }
    }

    /// The body as Foundation reads it, independent of the library's reader.
    var json: NSObject? {
        try? JSONSerialization.jsonObject(with: Data(bytes)) as? NSObject
    }
}

extension Request {
    /// A request built of names and values; a name with `{` begins an object, `}` ends it.
    convenience init(_ action: String, _ parameters: [(String, String)]) throws {
        self.init(action)
        for (name, value) in parameters {
            if name == "}" {
                try end()
            } else if name.hasSuffix("{") {
                try begin(String(name.dropLast()))
            } else {
                try set(name, value)
            }
        }
    }

    /// Write it as a call of Cellcast's. Numbers are digits already.
    func call(sender: String? = nil) throws -> Call {
        var call = Call()
        let checked = try CheckedRequest(self, for: .cellcast, hasDefaultSender: sender != nil)
        call.begin(.cellcast)
        try checked.forEachRecipient { number, place in
            let digits = number.filter { $0 >= 0x30 && $0 <= 0x39 }
            try digits.withUnsafeBufferPointer { try call.append(recipient: $0, of: place) }
        }
        let credentials = Array("KEY".utf8).withUnsafeBufferPointer { Credentials(.cellcast, key: $0) }
        let bytes = sender.map { Array($0.utf8) }
        try (bytes ?? []).withUnsafeBufferPointer {
            try call.write(checked, sender: bytes == nil ? nil : $0, credentials, transport: .form)
        }
        return call
    }

    /// The fault with which it is refused; nil if it is not.
    var fault: RequestFault? {
        do throws(RequestFault) {
            _ = try CheckedRequest(self, for: .cellcast, hasDefaultSender: false)
            return nil
        } catch {
            return error
        }
    }
}

/// An answer as the C interface would give it.
struct CellcastReading {
    var records: Records

    /// Read an answer to a call, or to nobody knows what.
    init(_ bytes: [UInt8], _ httpStatus: Int, to call: borrowing Call) throws {
        records = try bytes.withUnsafeBufferPointer {
            try Records(try Provider.cellcast.readAnswer($0, httpStatus: httpStatus, of: call))
        }
    }

    /// Work with an answer as the library holds it.
    static func view<Value>(
        _ bytes: [UInt8], _ httpStatus: Int, to call: borrowing Call, _ body: (RecordView) throws -> Value
    ) throws -> Value {
        try bytes.withUnsafeBufferPointer {
            let block = try Provider.cellcast.readAnswer($0, httpStatus: httpStatus, of: call)
            guard let view = block.view else { throw ProtocolError.outOfMemory }
            return try body(view)
        }
    }

    /// Work with a callback as the library holds it.
    static func callback<Value>(_ bytes: [UInt8], _ body: (RecordView) throws -> Value) throws -> Value {
        try bytes.withUnsafeBufferPointer {
            let block = try Provider.cellcast.readPostback($0)
            guard let view = block.view else { throw ProtocolError.outOfMemory }
            return try body(view)
        }
    }

    init(_ text: String, _ httpStatus: Int = 200, to call: borrowing Call) throws {
        try self.init(Array(text.utf8), httpStatus, to: call)
    }

    init(_ text: String, _ httpStatus: Int = 200) throws {
        try self.init(Array(text.utf8), httpStatus, to: Call())
    }

    var outcome: Outcome? { Outcome(rawValue: records.header.status) }
    var outcomes: [Outcome?] { records.entries.map { Outcome(rawValue: $0.record.verdict) } }
    func whole(_ name: String) -> String? { records.whole?.fields.first { $0.name == name }?.value }
    func entry(_ index: Int, _ name: String) -> String? {
        records.entries[index].fields.first { $0.name == name }?.value
    }
}
