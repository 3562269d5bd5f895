import SkyProtocol

extension SendFailure {
    /// A request that cannot go out as it is.
    package init(_ fault: RequestFault) {
        if fault.reason == .outOfMemory {
            self = .outOfMemory
            return
        }
        var message = Message()
        message.append(fault.field.bytes)
        if fault.ordinal > 0 {
            message.append(" (number ")
            message.append(fault.ordinal)
            message.append(")")
        }
        if message.count > 0 { message.append(": ") }
        let (status, words) = SendFailure.words(for: fault.reason)
        message.append(words)
        if fault.other.bytes.count > 0 {
            message.append(" ")
            message.append(fault.other.bytes)
        }
        if fault.limit > 0, SendFailure.namesLimit(fault.reason) {
            message.append(" ")
            message.append(fault.limit)
            switch fault.reason {
            case .tooLong: message.append(" characters")
            case .tooMany: message.append(" times")
            case .tooManyBytes: message.append(" bytes")
            default: break
            }
        }
        self.init(status, message, at: fault.offset)
        if fault.code > 0 { details?.providerCode = SendFailure.code(fault.code) }
    }

    /// "E716" for 716.
    private static func code(_ number: Int) -> ProviderCode {
        let digits: InlineArray<4, UInt8> = [
            0x45, UInt8(truncatingIfNeeded: number / 100 % 10 &+ 0x30),
            UInt8(truncatingIfNeeded: number / 10 % 10 &+ 0x30), UInt8(truncatingIfNeeded: number % 10 &+ 0x30),
        ]
        return digits.span.withUnsafeBufferPointer { ProviderCode($0) }
    }

    private static func namesLimit(_ reason: RequestFault.Reason) -> Bool {
        switch reason {
        case .tooLong, .tooMany, .tooManyBytes, .outOfRange: return true
        default: return false
        }
    }

    private static func words(for reason: RequestFault.Reason) -> (SendStatus, StaticString) {
        switch reason {
        case .badName:
            return (
                .argument, "not a name: letters, digits, _, - and ., not more than 64, beginning with a letter or _"
            )
        case .invalidUTF8: return (.utf8, "not valid UTF-8")
        case .forbidden: return (.text, "a control character that a request cannot hold")
        case .attributeOfNothing: return (.argument, "no element has begun that could have it")
        case .attributeTwice: return (.argument, "given twice")
        case .endWithoutBegin: return (.argument, "no element has begun")
        case .refusedCall: return (.argument, "a call that was to fill it was refused")
        case .notEnded: return (.argument, "an element has begun and not ended")
        case .tooDeep: return (.limit, "elements deeper than 32")
        case .tooManyElements: return (.limit, "more than 100000 elements and attributes")
        case .tooManyAttributes: return (.limit, "more than 64 on one element")
        case .tooLarge: return (.limit, "larger than 8388608 bytes")
        case .outOfMemory: return (.failed, "out of memory")
        case .missing: return (.argument, "missing")
        case .eitherMissing: return (.argument, "missing, as is")
        case .both: return (.argument, "given together with")
        case .missingBeside: return (.argument, "missing, though needed with")
        case .tooMany: return (.limit, "given more than")
        case .tooLong: return (.limit, "longer than")
        case .conflict: return (.argument, "may not stand in one slide with")
        case .notWhole: return (.argument, "not a whole number of at most nine digits")
        case .notYesOrNo: return (.argument, "neither yes nor no")
        case .notTrue: return (.argument, "not true")
        case .notTime: return (.argument, "not a time in the form YYYY-MM-DD hh:mm:ss")
        case .notBlock: return (.argument, "has elements inside, not a value")
        case .notValue: return (.argument, "has a value, no elements inside")
        case .ownName: return (.argument, "added when the request is sent, not a parameter")
        case .emptySlide: return (.argument, "empty")
        case .outOfRange: return (.argument, "not a whole number in its range, which ends at")
        case .notSender:
            return (.argument, "not a sender: at most 11 letters, digits, spaces and dashes, or 16 digits")
        case .notShortCode: return (.argument, "not a short code of four digits")
        case .notRecipient: return (.number, "not 8 to 15 digits")
        case .notNewZealand: return (.number, "not a number of New Zealand")
        case .notFile: return (.argument, "a file, not a text")
        case .fileHere: return (.argument, "a file has no place here")
        case .notImage: return (.argument, "neither PNG, GIF nor JPEG")
        case .tooManyBytes: return (.limit, "larger than")
        case .answerTooLarge: return (.limit, "too many for one call: the answer could be larger than 8388608 bytes")
        case .notYes: return (.argument, "not yes")
        case .attributesHere: return (.argument, "has no form in this provider's requests")
        case .notOverGET: return (.argument, "slides, attributes and other nested content have no form over GET")
        }
    }
}
