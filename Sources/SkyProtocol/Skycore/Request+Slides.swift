import SkyDocument

extension Request {
    /// Add a slide (docs/skycore.md, section 4.3.1).
    ///
    /// - Parameters:
    ///   - text: nil for none.
    ///   - file: the element for the sort of file; nil for none.
    ///   - url: the file's address; nil for none.
    ///   - seconds: how long it is shown; 0 for the provider's choice.
    package func addSlide(
        text: UnsafeBufferPointer<UInt8>?, file: StaticString?, at url: UnsafeBufferPointer<UInt8>?, seconds: UInt32
    ) throws(RequestFault) {
        try begin(Request.bytes("SLIDE"))
        if let file, let url {
            try begin(Request.bytes(file))
            try set("URL", url)
            try end()
        }
        if let text { try set("TEXT", text) }
        if seconds > 0 { try set("DURATION", seconds) }
        try end()
    }

    /// Add a text for one slide of a stored MMS (docs/skycore.md, section 4.4).
    package func addCustomText(_ text: UnsafeBufferPointer<UInt8>, slide: UInt32) throws(RequestFault) {
        try begin(Request.bytes("CUSTOMTEXT"))
        try set("VALUE", text)
        try set("SLIDE", slide)
        try end()
    }

    private func set(_ name: StaticString, _ value: UnsafeBufferPointer<UInt8>) throws(RequestFault) {
        try set(Request.bytes(name), value)
    }

    private func set(_ name: StaticString, _ number: UInt32) throws(RequestFault) {
        var digits = ByteBuffer()
        digits.append(decimal: Int(number))
        try set(Request.bytes(name), digits.bytes)
    }

    private static func bytes(_ words: StaticString) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
    }
}
