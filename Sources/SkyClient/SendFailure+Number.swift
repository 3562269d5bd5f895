import SkyNumbers

extension SendFailure {
    /// A number that cannot be one, told of a field.
    @export(interface)
    package init(_ error: NumberError, field: StaticString) {
        var message = Message(field)
        message.append(": ")
        message.append { error.writeReason(into: $0) }
        self.init(SendStatus(error), message, at: error.offset ?? -1)
    }
}

extension SendStatus {
    /// The status for a number that cannot be one.
    package init(_ error: NumberError) {
        switch error.fault {
        case .invalidUTF8: self = .utf8
        case .textTooLong: self = .limit
        default: self = .number
        }
    }
}
