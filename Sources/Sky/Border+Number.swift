import CSky
import SkyClient
import SkyNumbers

extension Border {
    /// A region that may be NULL.
    static func region(_ text: UnsafePointer<CChar>?, _ field: StaticString) throws(Fault) -> Region? {
        guard let text = optionalText(text) else { return nil }
        guard let region = Region(text)?.uppercased, region.isSupported else {
            throw Fault(SKY_E_ARGUMENT, field, ": not the two letters of a country that has phone numbers")
        }
        return region
    }

    /// The status for a number that is not accepted, where nobody wants to know why: saves a second look at the text.
    /// Nil if that look decides.
    static func status(of number: PhoneNumber, _ text: UnsafeBufferPointer<UInt8>) -> sky_status? {
        if number.isInvalidUTF8 { return SKY_E_UTF8 }
        return text.count <= PhoneNumberParser.longestText ? SKY_E_NUMBER : nil
    }

    /// Put into `details` why the field `input` is no number; gives the status. Straight into the caller's memory: a
    /// list of numbers may hold many bad ones.
    static func report(_ error: NumberError, to details: UnsafeMutablePointer<sky_error>?) -> sky_status {
        let status = sky_status(SendStatus(error).rawValue)
        guard let details else { return status }
        clear(details)
        details.pointee.status = status
        details.pointee.offset = Int64(error.offset ?? -1)
        let field: StaticString = "input: "
        withUnsafeMutableBytes(of: &details.pointee.message) { room in
            room.copyMemory(from: UnsafeRawBufferPointer(start: field.utf8Start, count: field.utf8CodeUnitCount))
            // The last byte stays NUL.
            let rest = UnsafeMutableRawBufferPointer(rebasing: room[field.utf8CodeUnitCount..<room.count - 1])
            _ = error.writeReason(into: rest.bindMemory(to: UInt8.self))
        }
        return status
    }
}
