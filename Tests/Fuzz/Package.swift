// swift-tools-version: 6.2
import PackageDescription

/// libFuzzer's runtime brings `main`; its instrumentation has to be in the parser too.
let fuzzed: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"]),
]

// A package of its own, so that the product knows nothing of it. `Sources/HTTPWire` is a link.
let package = Package(
    name: "fuzz",
    dependencies: [.package(url: "https://github.com/apple/swift-http-types", from: "1.8.0")],
    targets: [
        .target(
            name: "HTTPWire",
            dependencies: [.product(name: "HTTPTypes", package: "swift-http-types")],
            swiftSettings: fuzzed),
        .executableTarget(
            name: "ParserFuzz",
            dependencies: [
                "HTTPWire", .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: fuzzed,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]),
    ]
)
