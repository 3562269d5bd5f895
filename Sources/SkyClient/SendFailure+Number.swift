import SkyNumbers

extension SendFailure {
    /// A number that cannot be one, told of a field.
    @export(interface)
    package init(_ error: NumberError, field: StaticString) {
        self.init(error, field: UnsafeBufferPointer(start: field.utf8Start, count: field.utf8CodeUnitCount))
    }

    /// A number that cannot be one, told of a parameter.
    package init(_ error: NumberError, field: UnsafeBufferPointer<UInt8>) {
        var message = Message()
        message.append(field)
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
