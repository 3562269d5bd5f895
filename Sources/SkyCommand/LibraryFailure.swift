import CSky
import Sky

/// What the library says of a call that failed. Its words hold no key, number or text.
struct LibraryFailure: Error, CustomStringConvertible {
    let status: sky_status
    /// The provider's code, or "".
    let code: String
    /// One sentence.
    let message: String
    /// Where in the input the trouble begins, or -1.
    let offset: Int64

    init(_ error: sky_error) {
        status = error.status
        offset = error.offset
        code = withUnsafeBytes(of: error.provider_code, LibraryFailure.text)
        message = withUnsafeBytes(of: error.message, LibraryFailure.text)
    }

    /// A failure that the command itself has found.
    init(_ status: sky_status, _ message: String) {
        self.status = status
        self.message = message
        code = ""
        offset = -1
    }

    var description: String {
        (code.isEmpty ? "" : "\(code): ") + message + (offset >= 0 ? ", at byte \(offset)" : "")
    }

    /// Call the library; throws what it complains about.
    static func check(_ call: (UnsafeMutablePointer<sky_error>) -> sky_status) throws(LibraryFailure) {
        var error = sky_error()
        guard call(&error) == SKY_OK else { throw LibraryFailure(error) }
    }

    private static func text(_ characters: UnsafeRawBufferPointer) -> String {
        String(decoding: characters.prefix { $0 != 0 }, as: UTF8.self)
    }
}
