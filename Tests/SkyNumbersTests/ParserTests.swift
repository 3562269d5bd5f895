import SkyNumbers
import Testing

@Suite("Reading numbers as libphonenumber does")
struct ParserTests {
    @Test("A number is read with its calling code, national number, type and region")
    func completeAnswer() {
        let number = parse("(774)-319-9144", "US")
        #expect(digits(number) == "17743199144")
        #expect(number.status == .valid)
        #expect(number.type == .fixedLineOrMobile)
        #expect(number.region == Region("US"))
        #expect(number.callingCode == 1)
        #expect(number.callingCodeLength == 1)
    }

    @Test("Italian zeros belong to the number and are counted, the last digit never")
    func leadingZeros() {
        #expect(digits(parse("+39 02 3661 8300")) == "390236618300")
        #expect(parse("+39 02 3661 8300").leadingZeros == 1)
        #expect(parse("+39 000").leadingZeros == 2)
        #expect(parse("+44 20 7946 0958").leadingZeros == 0)
    }

    @Test("Digits of every script count, and an extension is given as it was written")
    func otherScripts() {
        let text = "\u{FF0B}\u{661}\u{FF16}\u{1D7DC}02530000 доб. \u{661}\u{662}"
        let number = parse(text)
        #expect(digits(number) == "16402530000")
        let bytes = Array(text.utf8)
        let end = Int(number.extensionOffset) + Int(number.extensionLength)
        #expect(Array(bytes[Int(number.extensionOffset)..<end]) == Array("\u{661}\u{662}".utf8))
    }

    @Test("RFC 3966: the context comes first, and the extension is found in the original text")
    func phoneContext() {
        let text = "tel:253-0000;ext=77;phone-context=+1-650"
        let number = parse(text)
        #expect(digits(number) == "16502530000")
        #expect(number.extensionOffset == 17)
        #expect(number.extensionLength == 2)
    }

    @Test("Codes that belong to no region have the region 001")
    func nonGeographic() {
        #expect(parse("+800 1234 5678").region == .nonGeographic)
        #expect(Region.nonGeographic.text == (0x30, 0x30, 0x31, 0))
    }

    @Test("A region is two letters, and lower case is not a supported one")
    func regions() {
        #expect(Region("US")?.isSupported == true)
        #expect(Region("us")?.isSupported == false)
        #expect(Region("ZZ")?.isSupported == false)
        #expect(Region("USA") == nil)
        #expect(Region("1A") == nil)
        #expect(parse("650 253 0000", "us").status == .invalidCountry)
    }

    @Test("More than 250 characters are refused without looking at the rest", arguments: [251, 10 << 20])
    func longTexts(length: Int) {
        let text = String(repeating: "1", count: length)
        let started = ContinuousClock.now
        #expect(parse(text, "US").status == .parseTooLong)
        #expect(ContinuousClock.now - started < .milliseconds(100))
    }

    @Test("250 characters are read, however many bytes they take")
    func longestText() {
        let text = String(repeating: "\u{1D7D9}", count: 250)
        #expect(parse(text, "US").status == .parseTooLong)
        let spaces = "+16502530000" + String(repeating: "\u{3000}", count: 238)
        #expect(parse(spaces).status == .valid)
        #expect(parse(spaces + " ").status == .parseTooLong)
    }

    @Test(
        "What is not UTF-8 is not a number",
        arguments: [
            [0xFF], [0xC0, 0xB1], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3], [0x80],
            [0xF0, 0x80, 0x80, 0xB1],
        ])
    func invalidUTF8(bytes: [UInt8]) {
        let text = Array("+16502530000".utf8)
        for broken in [text + bytes, bytes + text, text.prefix(5) + bytes + text.suffix(7)] {
            let status = Array(broken).withUnsafeBufferPointer {
                PhoneNumberParser.parse($0, defaultRegion: nil, flags: []).status
            }
            #expect(status == .notANumber)
        }
    }

    @Test("An empty text, with or without an address, is not a number")
    func emptyText() {
        #expect(parse("").status == .notANumber)
        let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        #expect(PhoneNumberParser.parse(none, defaultRegion: Region("US"), flags: []).status == .notANumber)
    }
}
