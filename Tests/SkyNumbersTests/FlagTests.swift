import SkyNumbers
import Testing

@Suite("Flags beyond libphonenumber")
struct FlagTests {
    @Test("Without flags, digits without a plus and without a region are not a number of any country")
    func exact() {
        for text in ["17743199144", "0017743199144", "774-319-9144"] {
            #expect(parse(text).status == .invalidCountry)
        }
    }

    @Test("Assume international: digits begin with a calling code, whatever the default region")
    func assumeInternational() {
        // A German regional number to libphonenumber; the person meant Sweden.
        #expect(digits(parse("46789789789", "DE")) == "4946789789789")
        #expect(digits(parse("46789789789", "DE", flags: .assumeInternational)) == "46789789789")
        #expect(digits(parse("46789789789", flags: .assumeInternational)) == "46789789789")
        #expect(parse("999 123456", "DE", flags: .assumeInternational).status == .invalidCountry)
    }

    @Test("Assume international: what begins with 0 has no calling code and is read as without the flag")
    func assumeInternationalAndZero() {
        #expect(digits(parse("030 1234567", "DE", flags: .assumeInternational)) == "49301234567")
        #expect(digits(parse("00 46 789789789", "DE", flags: .assumeInternational)) == "46789789789")
        #expect(parse("0301234567", flags: .assumeInternational).status == .invalidCountry)
    }

    @Test("IDD without region: 00 and 011 stand for a plus, nothing else does")
    func iddWithoutRegion() {
        #expect(digits(parse("00 1 774 319 9144", flags: .iddWithoutRegion)) == "17743199144")
        #expect(digits(parse("011 44 20 7946 0958", flags: .iddWithoutRegion)) == "442079460958")
        #expect(parse("0011", flags: .iddWithoutRegion).status == .tooShortAfterIDD)
        #expect(parse("000 44 20 7946 0958", flags: .iddWithoutRegion).status == .invalidCountry)
        #expect(parse("17743199144", flags: .iddWithoutRegion).status == .invalidCountry)
        // A known region's own prefix counts, and 00 is not that of the United States.
        #expect(parse("00 44 20 7946 0958", "US", flags: .iddWithoutRegion).status == .tooLong)
    }

    @Test("Expect mobile: Argentina gets its 9, Mexico loses its 1, others stay")
    func expectMobile() {
        #expect(parse("+54 11 2345 6789").type == .fixedLine)
        let argentine = parse("+54 11 2345 6789", flags: .expectMobile)
        #expect(digits(argentine) == "5491123456789")
        #expect(argentine.type == .mobile || argentine.type == .fixedLineOrMobile)
        #expect(parse("+52 1 55 1234 5678").status == .tooLong)
        #expect(digits(parse("+52 1 55 1234 5678", flags: .expectMobile)) == "525512345678")
        #expect(digits(parse("+52 2 55 1234 5678", flags: .expectMobile)) == "5225512345678")
        #expect(digits(parse("+44 20 7946 0958", flags: .expectMobile)) == "442079460958")
        #expect(parse("+54 11 2345 6789 x12", flags: .expectMobile).extensionLength == 2)
    }

    @Test("Require valid: possible numbers are read but not accepted")
    func requireValid() {
        let number = parse("+642111111", flags: .requireValid)
        #expect(digits(number) == "642111111")
        #expect(!number.isAccepted(.requireValid))
        #expect(number.isAccepted([]))
        #expect(parse("+1 650 253 0000").isAccepted(.requireValid))
        var text = "+642111111"
        let error = text.withUTF8 {
            PhoneNumberParser.error(for: number, $0, defaultRegion: nil)
        }
        #expect(reason(error) == "not a valid number of +64 (NZ)")
    }

    @Test("Valid numbers of other types than those asked for are not SMS capable, and keep digits and type")
    func smsTypes() {
        let landline = parse("+44 20 7946 0958", smsTypes: .smsCapable)
        #expect(landline.status == .notSMSCapable)
        #expect(landline.type == .fixedLine)
        #expect(digits(landline) == "442079460958")
        #expect(!landline.isAccepted([]))
        #expect(parse("+44 7911 123456", smsTypes: .smsCapable).status == .valid)
        #expect(parse("+1 650 253 0000", smsTypes: .smsCapable).status == .valid)
        #expect(parse("+642111111", smsTypes: .smsCapable).status == .possible)
        #expect(parse("+1 800 253 0000", smsTypes: [.smsCapable, NumberTypes(.tollFree)]).status == .valid)
    }

    @Test("Exact reading explains itself too")
    func explanations() {
        func explanation(_ text: String, _ region: StaticString?) -> String {
            let number = parse(text, region)
            var text = text
            return reason(
                text.withUTF8 {
                    PhoneNumberParser.error(for: number, $0, defaultRegion: region.flatMap { Region($0) })
                })
        }
        #expect(explanation("650 253 0000", "us") == "unknown default region (us)")
        #expect(explanation("253 0000", "US") == "area code missing for +1 (US)")
        #expect(explanation("+999 253 0000", "ZZ") == "unknown country code")
    }
}
