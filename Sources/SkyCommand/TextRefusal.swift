import SkyText

/// Says why a text is none, and where.
struct TextRefusal: Error, CustomStringConvertible {
    let error: TextError

    var description: String {
        switch error.kind {
        case .invalidUTF8: "The text is not valid UTF-8, from byte \(error.offset) on."
        case .nul: "The text holds a NUL, at byte \(error.offset)."
        case .tooLong: "The text is longer than \(error.offset) bytes."
        }
    }
}
