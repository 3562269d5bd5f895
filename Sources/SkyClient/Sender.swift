import SkyDocument

/// The sender of a message, checked.
///
/// Skycore's FROM is a short or long code that the account may use (docs/skycore.md, section 3.1). A long code may be
/// given with a plus and with the usual punctuation, which is left out; anything with a letter in it goes out as it is,
/// the provider knows better what the account may use.
struct Sender {
    private var digits = InlineArray<32, UInt8>(repeating: 0)
    private var count = 0

    /// Nobody: the provider chooses.
    init() {}

    /// - Throws: `.argument` with the field's name if there is nothing in it, or something that no sender has.
    init(_ text: UnsafeBufferPointer<UInt8>, field: StaticString) throws(SendFailure) {
        let trimmed = ByteScan.trimmed(text)
        guard trimmed.count > 0 else { throw Sender.failure(.argument, field, ": empty", at: 0) }
        let isCode = Sender.isPunctuatedNumber(trimmed)
        for offset in 0..<trimmed.count {
            let byte = trimmed[offset]
            if isCode, byte < 0x30 || byte > 0x39 { continue }
            guard byte >= 0x20, byte < 0x7F else {
                throw Sender.failure(.argument, field, ": a character that no sender has", at: offset)
            }
            guard count < 32 else { throw Sender.failure(.limit, field, ": longer than 32 characters", at: 32) }
            digits[count] = byte
            count &+= 1
        }
    }

    /// Work with the sender as it goes out, without a copy.
    func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        digits.span.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[0..<count])) }
    }

    private static func isPunctuatedNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var hasDigit = false
        for byte in text {
            switch byte {
            case 0x30...0x39: hasDigit = true
            case 0x20, 0x28, 0x29, 0x2B, 0x2D, 0x2E: continue
            default: return false
            }
        }
        return hasDigit
    }

    private static func failure(
        _ status: SendStatus, _ field: StaticString, _ words: StaticString, at offset: Int
    ) -> SendFailure {
        var message = Message(field)
        message.append(words)
        return SendFailure(status, message, at: offset)
    }
}
