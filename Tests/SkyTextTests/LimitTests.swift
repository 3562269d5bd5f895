import Testing

@testable import SkyText

@Suite("Provider limits")
struct LimitTests {
    @Test("Cellcast takes 918 septets or 402 code units, six segments of either, and refuses more")
    func cellcast() throws {
        let limit = ProviderLimits.limit(of: .message, at: .cellcast)
        #expect(limit.beyond == .refused && limit.unit == .units)
        #expect(limit.admits(try measure(String(repeating: "a", count: 918))))
        #expect(!limit.admits(try measure(String(repeating: "a", count: 919))))
        #expect(limit.admits(try measure(String(repeating: "Ж", count: 402))))
        #expect(!limit.admits(try measure(String(repeating: "😀", count: 202))))
        #expect(try measure(String(repeating: "a", count: 918)).segments == 6)
        #expect(try measure(String(repeating: "Ж", count: 402)).segments == 6)
    }

    @Test("Skycore states 160 characters for a message, 80 for a subject, 5000 for a slide, and cuts FROM_MASK at 11")
    func skycore() throws {
        for (field, limit) in [(TextField.message, 160), (.subject, 80), (.slide, 5000), (.sender, 11)] {
            let stated = ProviderLimits.limit(of: field, at: .skycore)
            #expect(stated.gsm7 == limit && stated.ucs2 == limit && stated.unit == .characters)
            #expect(stated.admits(try measure(String(repeating: "[", count: limit))), "characters, not septets")
            #expect(!stated.admits(try measure(String(repeating: "a", count: limit + 1))))
        }
        #expect(ProviderLimits.limit(of: .sender, at: .skycore).beyond == .cut)
    }
}
