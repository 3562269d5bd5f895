import Testing

@testable import SkyProtocol

@Suite("Throttling")
struct ThrottlingTests {
    private func code(_ text: String) -> ProviderCode {
        Array(text.utf8).withUnsafeBufferPointer { ProviderCode($0) }
    }

    @Test("Every throttling code says that messages came too fast, but for E510, which is about one report")
    func aboutRate() {
        for text in ["E106", "E113", "E120"] {
            #expect(Provider.skycore.isAboutRate(throttledWith: code(text)))
        }
        #expect(!Provider.skycore.isAboutRate(throttledWith: code("E510")))
        #expect(!Provider.skycore.isAboutRate(throttledWith: code("e510")))
        #expect(Provider.cellcast.isAboutRate(throttledWith: code("OVER_LIMIT")))
        #expect(Provider.cellcast.isAboutRate(throttledWith: code("E510")))
        for provider in [Provider.skycore, .cellcast] { #expect(provider.isAboutRate(throttledWith: nil)) }
    }

    @Test("A throttled call did nothing at Cellcast's; at Skycore's only if its code says so")
    func dropped() {
        #expect(Provider.skycore.isDropped(throttledWith: code("E106")))
        #expect(!Provider.skycore.isDropped(throttledWith: nil))
        #expect(!Provider.skycore.isDropped(throttledWith: code("E999")))
        #expect(Provider.cellcast.isDropped(throttledWith: nil))
        #expect(Provider.cellcast.isDropped(throttledWith: code("OVER_LIMIT")))
    }
}
