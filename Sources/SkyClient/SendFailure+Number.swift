import SkyNumbers

extension SendFailure {
    /// A number that cannot be one, told of a field.
    package init(_ error: NumberError, field: StaticString) {
        self.init(error, field: UnsafeBufferPointer(start: field.utf8Start, count: field.utf8CodeUnitCount))
    }

    /// A number that cannot be one, told of a parameter.
    package init(_ error: NumberError, field: UnsafeBufferPointer<UInt8>) {
        var message = Message()
        message.append(field)
        message.append(": ")
        message.append { error.writeReason(into: $0) }
        let status: SendStatus
        switch error.kind {
        case .invalidUTF8: status = .utf8
        case .tooLong: status = .limit
        case .notPossible: status = .number
        }
        self.init(status, message, at: error.offset)
    }
}
