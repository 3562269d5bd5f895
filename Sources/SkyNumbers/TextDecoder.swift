import CSkyTables

/// UTF-8 to character classes, and on the way what a plain number needs: its digits.
struct TextDecoder {
    let tables: NumberTables

    /// What a text decodes to. "The number" runs from the first plus or digit to the last letter, number or '#' (step
    /// 2).
    struct Result {
        /// Why the text does not decode; nil if it does.
        var refusal: NumberStatus?
        /// How many classes were written.
        var count = 0
        /// All characters' traits together.
        var seen: CharacterTraits = .none
        /// Where the number starts; -1: there is none.
        var start = -1
        /// Behind the plus signs at its start.
        var afterPlus = 0
        /// Behind its last character.
        var end = 0
        /// Traits of its characters behind the plus signs.
        var traits: CharacterTraits = .none
        /// Digits in the text, whose values were written. They are all in the number.
        var digits = 0
    }

    /// Decodes a text of at most 250 characters. A longer one is `parseTooLong`, and nothing behind that many is looked
    /// at; `notANumber` if what is looked at is not UTF-8 (RFC 3629: no surrogates, nothing overlong or beyond
    /// U+10FFFF).
    @inline(__always)
    func decode(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, classes: UnsafeMutablePointer<UInt8>,
        digits: UnsafeMutablePointer<UInt8>
    ) -> Result {
        var result = Result()
        var characters = Characters(bytes, count, tables, classes)
        var traits: CharacterTraits = .none
        while true {
            guard let here = characters.take() else { return characters.finish(&result) }
            traits = here
            if traits.has(.start) { break }
            result.seen.formUnion(traits)
        }
        result.start = characters.count &- 1
        while traits.has(.plus) {
            guard let here = characters.take() else { return characters.finish(&result) }
            traits = here
        }
        result.afterPlus = characters.count &- 1
        var seen: CharacterTraits = .none
        var digitCount = 0
        var inNumber: CharacterTraits = .none
        var end = 0
        while true {
            seen.formUnion(traits)
            digits[digitCount] = traits.value
            digitCount &+= traits.has(.digit) ? 1 : 0
            end = traits.has(.keep) ? characters.count : end
            inNumber = traits.has(.keep) ? seen : inNumber
            guard let here = characters.take() else { break }
            traits = here
        }
        result.seen.formUnion(seen)
        result.digits = digitCount
        result.traits = inNumber
        result.end = end
        return characters.finish(&result)
    }

    /// The characters of a text, one after the other; their classes are written as they are taken.
    private struct Characters {
        var next: UnsafePointer<UInt8>
        let end: UnsafePointer<UInt8>
        let tables: NumberTables
        let classes: UnsafeMutablePointer<UInt8>
        let asciiTraits: UnsafePointer<UInt32>
        var count = 0
        var refusal: NumberStatus?

        @inline(__always)
        init(
            _ bytes: UnsafePointer<UInt8>, _ count: Int, _ tables: NumberTables, _ classes: UnsafeMutablePointer<UInt8>
        ) {
            next = bytes
            end = bytes + count
            self.tables = tables
            self.classes = classes
            asciiTraits = tables.raw.pointee.ascii_traits
        }

        /// The next character's traits; nil at the end, or where the text has to be refused.
        @inline(__always)
        mutating func take() -> CharacterTraits? {
            guard next < end else { return nil }
            guard count < Scratch.characterLimit else {
                refusal = .parseTooLong
                return nil
            }
            let byte = next.pointee
            if byte < 0x80 {
                let traits = CharacterTraits(rawValue: asciiTraits[Int(byte)])
                classes[count] = traits.asciiClass
                next += 1
                count &+= 1
                return traits
            }
            guard let (code, length) = TextDecoder.scalar(next, end - next) else {
                refusal = .notANumber
                return nil
            }
            let found = TextDecoder(tables: tables).characterClass(code)
            classes[count] = found
            next += length
            count &+= 1
            return tables.traits(ofClass: found)
        }

        @inline(__always)
        func finish(_ result: inout Result) -> Result {
            result.refusal = refusal
            result.count = count
            return result
        }
    }

    /// The class of a code point: three-stage table up to U+1FFFF, ranges beyond.
    @inline(__always) func characterClass(_ code: UInt32) -> UInt8 {
        let raw = tables.raw
        if code < SKY_NUMBER_FIRST_OF_RANGES {
            let code = Int(code)
            let page = Int(raw.pointee.class_page_of[code &>> (SKY_NUMBER_BLOCK_SHIFT &+ SKY_NUMBER_PAGE_SHIFT)])
            let onPage = code &>> SKY_NUMBER_BLOCK_SHIFT & (1 &<< SKY_NUMBER_PAGE_SHIFT &- 1)
            let block = Int(raw.pointee.class_pages[page &<< SKY_NUMBER_PAGE_SHIFT &+ onPage])
            let inBlock = code & (1 &<< SKY_NUMBER_BLOCK_SHIFT &- 1)
            return raw.pointee.class_blocks[block &<< SKY_NUMBER_BLOCK_SHIFT &+ inBlock]
        }
        var low = 0
        var high = Int(raw.pointee.class_ranges_count) &- 1
        while low < high {
            let middle = (low &+ high &+ 1) &>> 1
            if raw.pointee.class_ranges[middle] >> 8 <= code { low = middle } else { high = middle &- 1 }
        }
        return UInt8(truncatingIfNeeded: raw.pointee.class_ranges[low])
    }

    /// The code point of a multi-byte sequence at the front of `count` bytes, and its length; nil if it is not UTF-8.
    @inline(__always)
    static func scalar(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (UInt32, Int)? {
        let first = UInt32(bytes[0])
        if first < 0xE0 {
            guard first >= 0xC2, count >= 2 else { return nil }
            let second = UInt32(bytes[1]) ^ 0x80
            return second < 0x40 ? ((first & 0x1F) &<< 6 | second, 2) : nil
        }
        guard count >= 3 else { return nil }
        let second = UInt32(bytes[1]) ^ 0x80
        let third = UInt32(bytes[2]) ^ 0x80
        guard second | third < 0x40 else { return nil }
        if first < 0xF0 {
            let code = (first & 0x0F) &<< 12 | second &<< 6 | third
            return code >= 0x800 && code &- 0xD800 >= 0x800 ? (code, 3) : nil
        }
        guard first < 0xF5, count >= 4 else { return nil }
        let fourth = UInt32(bytes[3]) ^ 0x80
        let code = (first & 0x07) &<< 18 | second &<< 12 | third &<< 6 | fourth
        return fourth < 0x40 && code >= 0x10000 && code <= 0x10FFFF ? (code, 4) : nil
    }
}
