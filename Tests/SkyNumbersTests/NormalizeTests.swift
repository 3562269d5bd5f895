import SkyNumbers
import Testing

@Suite("Normalising to what providers want")
struct NormalizeTests {
    @Test(
        "Without a region, all international spellings give the same",
        arguments: ["17743199144", "+17743199144", "0017743199144", "01117743199144", "+1 (774) 319-9144"])
    func international(text: String) {
        #expect(normalized(text) == "17743199144")
    }

    @Test("With a region, national spellings are understood, in either case of the region")
    func national() {
        #expect(normalized("(774)-319-9144", "US") == "17743199144")
        #expect(normalized("(774)-319-9144", "us") == "17743199144")
        #expect(normalized("020 7946 0958", "GB") == "442079460958")
    }

    @Test("What is possible is accepted, valid or not")
    func possible() {
        #expect(normalized("642111111") == "642111111")
        #expect(parse("+642111111").status == .possible)
    }

    @Test("A national prefix after the country code goes, with a plus or without")
    func nationalPrefix() {
        #expect(normalized("+49 (0)30 1234567") == "49301234567")
        #expect(normalized("49 (0)30 1234567") == "49301234567")
    }

    @Test(
        "Reasons say what is wrong",
        arguments: [
            ("", nil, "empty"), (" \t ", nil, "empty"), ("call me", nil, "no digits"),
            ("+1 774 319", nil, "too short for +1 (US): 4 digits missing"),
            ("+1 774 319 9144 2", nil, "too long for +1 (US): 1 digit too many"),
            ("+800 123", nil, "too short for +800: 5 digits missing"),
            ("+999 12345", nil, "unknown country code"),
            ("0774 319", nil, "national number without a default region; write the country code"),
            ("774 319 9144", "ZZ", "unknown default region (ZZ)"),
            ("774 319 9144", "USA", "unknown default region"),
            ("319 9144", "US", "area code missing for +1 (US)"),
            ("774-319-9144, 774-319-9145", "US", "two numbers in one field"),
            ("7743199144;7743199145", "US", "two numbers in one field"),
            ("7743199144 or 7743199145", "US", "two numbers in one field"),
            ("774-319-9144 ext. 5", "US", "has an extension, which text messages do not reach"),
            ("77\u{E9}43199144", "US", "letters where digits belong"),
            ("774=319=9144", "US", "a character that no phone number has"),
            ("tel:123;phone-context=-", nil, "phone-context is neither a number nor a domain name"),
            ("17743199144\0", nil, "a NUL byte"), ("1774\0003199144", "US", "a NUL byte"),
            ("+4", nil, "too few digits for any country"),
            ("9999999999999999999", "US", "too many digits for any country"),
        ] as [(String, String?, String)])
    func reasons(text: String, region: String?, expected: String) {
        #expect(normalized(text, region) == "!" + expected)
    }

    @Test("The first byte at fault is named where there is one")
    func offsets() {
        #expect(offset("774=319=9144", "US") == 3)
        #expect(offset("Tel: 77\u{E9}43199144", "US") == 7)
        #expect(offset("774-319-9144, 774-319-9145", "US") == 12)
        #expect(offset("774-319-9144 ext. 5", "US") == 18)
        #expect(offset("", nil) == nil)
        #expect(offset(String(repeating: "\u{3000}", count: 251), nil) == 750)
    }

    private func offset(_ text: String, _ region: String?) -> Int? {
        guard case .failure(let error) = normalization(Array(text.utf8), region) else { return -1 }
        return error.offset
    }

    @Test("A buffer too small for the reason gets its beginning")
    func smallBuffer() {
        guard case .failure(let error) = normalization(Array("call me".utf8)) else {
            Issue.record("refused")
            return
        }
        var bytes = [UInt8](repeating: 0xAA, count: 4)
        let count = bytes.withUnsafeMutableBufferPointer { buffer in
            error.writeReason(into: UnsafeMutableBufferPointer(rebasing: buffer[0..<3]))
        }
        #expect(count == 3)
        #expect(bytes == Array("no ".utf8) + [0xAA])
    }
}
