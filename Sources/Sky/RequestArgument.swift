import CSky
import SkyClient
import SkyDocument
import SkyProtocol

/// One argument of a function that makes a request: which parameter it becomes, and what it is called in C.
struct RequestArgument {
    let parameter: StaticString
    let value: UnsafePointer<CChar>?
    let field: StaticString
    let isNeeded: Bool

    /// An argument that must be there and hold something.
    static func needed(
        _ parameter: StaticString, _ value: UnsafePointer<CChar>?, _ field: StaticString
    ) -> RequestArgument {
        RequestArgument(parameter: parameter, value: value, field: field, isNeeded: true)
    }

    /// An argument that may be NULL.
    static func optional(
        _ parameter: StaticString, _ value: UnsafePointer<CChar>?, _ field: StaticString
    ) -> RequestArgument {
        RequestArgument(parameter: parameter, value: value, field: field, isNeeded: false)
    }

    /// Set the parameter.
    func set(in request: Request) throws(Fault) {
        if isNeeded, try Border.text(value, field).count == 0 {
            throw Fault(SKY_E_ARGUMENT, field, ": empty", at: 0)
        }
        guard let text = Border.optionalText(value) else { return }
        do throws(RequestFault) {
            try request.set(
                UnsafeBufferPointer(start: parameter.utf8Start, count: parameter.utf8CodeUnitCount), text)
        } catch {
            throw Fault(SendFailure(error.named(field)))
        }
    }
}

/// Make a request and fill it; what fails leaves nothing behind.
///
/// - Parameter isCheckedNow: hold it against the provider's table at once, for actions of which more can be wrong than
///   something missing.
@inline(never)
func make(
    _ action: StaticString, _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?,
    _ error: UnsafeMutablePointer<sky_error>?, isCheckedNow: Bool = false, _ first: RequestArgument? = nil,
    _ second: RequestArgument? = nil, _ third: RequestArgument? = nil, _ fourth: RequestArgument? = nil,
    _ fifth: RequestArgument? = nil
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let request else { throw Fault(SKY_E_ARGUMENT, "request: NULL") }
        request.pointee = nil
        let made = Request(
            action: UnsafeBufferPointer(start: action.utf8Start, count: action.utf8CodeUnitCount))
        let arguments: InlineArray<5, RequestArgument?> = [first, second, third, fourth, fifth]
        for index in arguments.indices { try arguments[index]?.set(in: made) }
        if isCheckedNow {
            do throws(SendFailure) {
                try Client.check(made, for: .skycore, hasDefaultSender: true)
            } catch {
                throw Fault(error)
            }
        }
        request.pointee = Border.handle(made)
    }
}
