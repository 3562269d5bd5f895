import SkyNumbers

extension SendFailure {
    /// A number that cannot be one, told of a field.
    @export(interface)
    package init(_ error: NumberError, field: StaticString) {
        var message = Message(field)
        message.append(": ")
        message.append { error.writeReason(into: $0) }
        let status: SendStatus
        switch error.fault {
        case .invalidUTF8: status = .utf8
        case .textTooLong: status = .limit
        default: status = .number
        }
        self.init(status, message, at: error.offset ?? -1)
    }
}
