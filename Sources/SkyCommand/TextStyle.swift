import Foundation

/// How a text is shown: with colours on a terminal, else plain. What would not be seen, or would move the cursor, is
/// spelled out.
enum TextStyle {
    case coloured
    case plain

    /// Coloured on a terminal that has colours and a user who wants them (https://no-color.org).
    static var ofStandardOutput: TextStyle {
        let environment = ProcessInfo.processInfo.environment
        let wantsNone = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return isatty(STDOUT_FILENO) == 1 && !wantsNone && environment["TERM"] != "dumb" ? .coloured : .plain
    }

    /// A heading.
    func heading(_ words: String) -> String {
        self == .coloured ? "\u{1B}[1m\(words)\u{1B}[0m" : words
    }

    /// A text in which some characters are marked; neighbours are marked together.
    func marking(_ text: some Sequence<Unicode.Scalar>, where isGuilty: (Unicode.Scalar) -> Bool) -> String {
        let (begin, end) = self == .coloured ? ("\u{1B}[30;43m", "\u{1B}[0m") : ("⟨", "⟩")
        var shown = ""
        var isMarked = false
        for scalar in text {
            if isGuilty(scalar) != isMarked {
                shown += isMarked ? end : begin
                isMarked.toggle()
            }
            shown += TextStyle.visible(scalar)
        }
        return isMarked ? shown + end : shown
    }

    /// A character, or its name where it has no look of its own.
    static func visible(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\u{200D}": return "\u{200D}"
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
            return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        case .spaceSeparator where scalar != " ":
            return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        default:
            return String(scalar)
        }
    }

    /// "U+2019 ’".
    static func name(of scalar: Unicode.Scalar) -> String {
        let number = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
        let look = visible(scalar)
        // A mark or a joiner alone would sit on what stands before it.
        let hasNoLook = look.hasPrefix("\\u") || scalar == "\u{200D}" || scalar.properties.isGraphemeExtend
        return hasNoLook ? code : "\(code) \(look)"
    }
}
