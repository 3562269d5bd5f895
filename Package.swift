// swift-tools-version: 6.1
import PackageDescription

// The shipping library is Embedded Swift: no Swift runtime in the host's process. `swift build` and `swift test`
// use ordinary Swift, the Makefile turns the trait on for build/libsky.so.0 (docs/architecture.md, "Two flavours").
let embeddable: [SwiftSetting] = [.enableExperimentalFeature("Embedded", .when(traits: ["Embeddable"]))]

let package = Package(
    name: "libsky",
    products: [
        .library(name: "Sky", type: .dynamic, targets: ["Sky"]),
        .executable(name: "sky", targets: ["sky"]),
    ],
    traits: [
        .trait(name: "Embeddable", description: "Compile the library as Embedded Swift, without a Swift runtime.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", .upToNextMinor(from: "0.27.1")),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CPlatform"),
        .target(name: "CSky"),
        .target(name: "SkyDocument", dependencies: ["CLibXML2", "CPlatform"], swiftSettings: embeddable),
        .target(
            name: "SkyProtocol", dependencies: ["SkyDocument", "CSkyTables", "CPlatform"], swiftSettings: embeddable),
        .target(name: "SkyNumbers", dependencies: ["CSkyTables"], swiftSettings: embeddable),
        .target(name: "SkyText", dependencies: ["CSkyTables"], swiftSettings: embeddable),
        .target(name: "CSkyTables"),
        .target(
            name: "SkyClient",
            dependencies: ["SkyProtocol", "SkyDocument", "SkyNumbers", "SkyText", "CCurl", "CPlatform"],
            swiftSettings: embeddable),
        .target(
            name: "Sky",
            dependencies: ["CSky", "SkyClient", "SkyProtocol", "SkyDocument", "SkyNumbers", "SkyText", "CPlatform"],
            swiftSettings: embeddable),
        .target(
            name: "SkySandbox", dependencies: ["SkyProtocol", "SkyDocument", "SkyText"], swiftSettings: embeddable),
        .executableTarget(
            name: "sky",
            dependencies: [
                "Sky", "CSky", "SkySandbox", "SkyProtocol", "SkyNumbers", "SkyText", "CCurl",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ],
            path: "Sources/SkyCommand"),
        .executableTarget(name: "number-lines", dependencies: ["SkyNumbers"], path: "tools/numbers/lines"),
        .testTarget(name: "SkyTextTests", dependencies: ["SkyText", "CSkyTables"]),
        .testTarget(name: "SkyDocumentTests", dependencies: ["SkyDocument"], exclude: ["JSONCases.tsv"]),
        .testTarget(name: "SkyProtocolTests", dependencies: ["SkyProtocol", "SkyDocument"]),
        .testTarget(name: "SkyNumbersTests", dependencies: ["SkyNumbers", "CSkyTables"], exclude: ["Vectors"]),
        .testTarget(name: "SkyClientTests", dependencies: ["SkyClient", "CPlatform"]),
        .testTarget(name: "SkySandboxTests", dependencies: ["SkySandbox", "SkyProtocol", "SkyDocument"]),
    ])
