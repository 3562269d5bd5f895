import CPlatform
import CSky
import SkyClient
import SkyDocument
import SkyProtocol

/// Turns what C hands over into what Swift works with, and back.
enum Border {
    /// Run the body of a fallible function: gives its status, and puts the details into `details`.
    static func run(
        _ details: UnsafeMutablePointer<sky_error>?, _ body: () throws(Fault) -> Void
    ) -> sky_status {
        do throws(Fault) {
            try body()
            clear(details)
            return SKY_OK
        } catch {
            return report(error, to: details)
        }
    }

    /// Put a fault into `details`; gives its status.
    @inline(never)
    static func report(_ fault: Fault, to details: UnsafeMutablePointer<sky_error>?) -> sky_status {
        guard let details else { return fault.status }
        clear(details)
        details.pointee.status = fault.status
        details.pointee.offset = Int64(fault.details?.offset ?? -1)
        withUnsafeMutableBytes(of: &details.pointee.message) { room in
            guard let start = room.bindMemory(to: UInt8.self).baseAddress else { return }
            (fault.details?.message ?? Message("out of memory")).copy(to: start)
        }
        guard let known = fault.details else { return fault.status }
        details.pointee.transport_code = known.transportCode
        details.pointee.http_status = known.httpStatus
        withUnsafeMutableBytes(of: &details.pointee.provider_code) { known.providerCode.copy(to: $0) }
        return fault.status
    }

    /// Say "no error".
    @inline(never)
    static func clear(_ details: UnsafeMutablePointer<sky_error>?) {
        details?.pointee = sky_error()
        details?.pointee.offset = -1
    }

    /// A payload: a pointer and a length, or "up to the NUL".
    @inline(never)
    static func payload(
        _ start: UnsafePointer<CChar>?, _ length: UInt, _ field: StaticString
    ) throws(Fault) -> UnsafeBufferPointer<UInt8> {
        guard let start else { throw Fault(SKY_E_ARGUMENT, field, ": NULL") }
        let bytes = UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
        if length == UInt.max { return UnsafeBufferPointer(start: bytes, count: strlen(start)) }
        guard length <= UInt(Int.max) else { throw Fault(SKY_E_ARGUMENT, field, ": a length beyond memory") }
        return UnsafeBufferPointer(start: bytes, count: Int(length))
    }

    /// A text that must be there, up to its NUL.
    static func text(
        _ start: UnsafePointer<CChar>?, _ field: StaticString
    ) throws(Fault) -> UnsafeBufferPointer<UInt8> {
        try payload(start, UInt.max, field)
    }

    /// A text that may be NULL.
    static func optionalText(_ start: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8>? {
        guard let start else { return nil }
        let bytes = UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: bytes, count: strlen(start))
    }

    /// A provider that the library speaks.
    static func provider(_ provider: sky_provider) throws(Fault) -> Provider {
        guard let known = Provider(rawValue: provider.rawValue) else {
            throw Fault(SKY_E_ARGUMENT, "provider: not one that this version speaks")
        }
        return known
    }

    /// Bytes with a NUL behind them as C sees them.
    static func chars(_ bytes: UnsafeBufferPointer<UInt8>?) -> UnsafePointer<CChar>? {
        chars(bytes?.baseAddress)
    }

    /// Bytes with a NUL behind them as C sees them.
    static func chars(_ bytes: UnsafePointer<UInt8>?) -> UnsafePointer<CChar>? {
        UnsafeRawPointer(bytes)?.assumingMemoryBound(to: CChar.self)
    }

    /// Words of the program's own as C sees them.
    static func chars(_ words: StaticString) -> UnsafePointer<CChar> {
        UnsafeRawPointer(words.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    /// What is behind a handle of `sky_result` or `sky_postback`.
    static func view(_ handle: UnsafeRawPointer?) -> RecordView? {
        handle.map { RecordView($0) }
    }
}
