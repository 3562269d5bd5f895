import CSkyTables

/// What a character means to the text rules; made by tools/numbers/text_rules.py.
struct CharacterTraits: OptionSet {
    let rawValue: UInt32

    @inline(__always) init(rawValue: UInt32) { self.rawValue = rawValue }

    @inline(__always) private init(_ constant: Int) { rawValue = UInt32(truncatingIfNeeded: constant) }

    /// No trait. (Not written as an empty array: that would be built at run time, from tables that the linker drops.)
    static var none: CharacterTraits { CharacterTraits(rawValue: 0) }
    /// May end a number: a letter, a number, or '#'.
    static var keep: CharacterTraits { CharacterTraits(SKY_NUMBER_KEEP) }
    static var digit: CharacterTraits { CharacterTraits(SKY_NUMBER_DIGIT) }
    static var plus: CharacterTraits { CharacterTraits(SKY_NUMBER_PLUS) }
    /// May stand between digits; '*' is one of them here.
    static var punctuation: CharacterTraits { CharacterTraits(SKY_NUMBER_PUNCTUATION) }
    /// A letter of a vanity number, case ignored.
    static var letter: CharacterTraits { CharacterTraits(SKY_NUMBER_LETTER) }
    static var asciiLetter: CharacterTraits { CharacterTraits(SKY_NUMBER_ASCII_LETTER) }
    /// Either slash.
    static var slash: CharacterTraits { CharacterTraits(SKY_NUMBER_SLASH) }
    static var space: CharacterTraits { CharacterTraits(SKY_NUMBER_SPACE) }
    static var smallX: CharacterTraits { CharacterTraits(SKY_NUMBER_SMALL_X) }
    /// Neither a digit nor what merely stands between digits: all rules have to be applied.
    static var complex: CharacterTraits { CharacterTraits(SKY_NUMBER_COMPLEX) }
    /// May start a number: a digit or a plus.
    static var start: CharacterTraits { CharacterTraits(SKY_NUMBER_START) }

    /// A character without which there is no extension.
    static var label: CharacterTraits { CharacterTraits(SKY_NUMBER_LABEL) }
    static var semicolon: CharacterTraits { CharacterTraits(SKY_NUMBER_SEMICOLON) }

    /// What may stand between the first three digits of a number, digits included.
    static var betweenDigits: CharacterTraits { CharacterTraits(SKY_NUMBER_DIGIT | SKY_NUMBER_PUNCTUATION) }
    /// What may stand behind them.
    static var behindDigits: CharacterTraits {
        CharacterTraits(SKY_NUMBER_DIGIT | SKY_NUMBER_PUNCTUATION | SKY_NUMBER_LETTER)
    }

    /// What stands for "no digit" in `value` and `keypad`.
    static var noValue: UInt8 { 15 }

    /// Value of a decimal digit of any script.
    @inline(__always) var value: UInt8 { UInt8(truncatingIfNeeded: rawValue &>> 16) & 15 }

    /// Digit on a telephone keypad: of an ASCII letter or digit.
    @inline(__always) var keypad: UInt8 { UInt8(truncatingIfNeeded: rawValue &>> 20) & 15 }

    /// The character's class; in the traits of ASCII only.
    @inline(__always) var asciiClass: UInt8 { UInt8(truncatingIfNeeded: rawValue &>> 24) }

    /// Whether the two have a trait in common.
    @inline(__always) func has(_ other: CharacterTraits) -> Bool { rawValue & other.rawValue != 0 }
}

extension NumberTables {
    /// Traits of an ASCII character, which is below 0x80.
    @inline(__always) func traits(ofASCII byte: UInt8) -> CharacterTraits {
        CharacterTraits(rawValue: raw.pointee.ascii_traits[Int(byte)])
    }

    /// Traits of a class.
    @inline(__always) func traits(ofClass number: UInt8) -> CharacterTraits {
        CharacterTraits(rawValue: raw.pointee.class_traits[Int(number)])
    }
}
