import CSky
import SkyProtocol

/// Read a moment in any of the forms that providers write: date and time of day with "T" or a blank between, an
/// optional fraction of a second, and an optional offset ("Z", "+hh", "+hhmm" or "+hh:mm"). Fields keep times as text;
/// this reads them.
///
/// Threads: any thread, any time. Since 0.1.0.
///
/// - Parameters:
///   - text: for example "2014-07-23T09:38:07.123456-04:00"; blanks around it do not count.
///   - length: its length in bytes, or SKY_NUL_TERMINATED.
///   - time: receives the moment; set to zeros on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, or SKY_E_ARGUMENT with the offset at which something else was expected.
@c public func sky_parse_time(
    _ text: UnsafePointer<CChar>?, _ length: UInt, _ time: UnsafeMutablePointer<sky_time>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let time else { throw Fault(SKY_E_ARGUMENT, "time: NULL") }
        time.pointee = sky_time()
        let words = try Border.payload(text, length, "text")
        do throws(Moment.Fault) {
            let moment = try Moment(words)
            time.pointee.seconds = moment.seconds
            time.pointee.microseconds = moment.microseconds
            time.pointee.offset_minutes = moment.offsetMinutes
            time.pointee.has_offset = moment.hasOffset ? 1 : 0
        } catch {
            throw Fault(SKY_E_ARGUMENT, "text: ", error.words, at: error.offset)
        }
    }
}
