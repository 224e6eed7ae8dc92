// swift-tools-version: 6.2
import PackageDescription

/// `FUZZ_SANITIZERS=fuzzer` leaves the address sanitizer out: some times as fast.
let sanitizers = Context.environment["FUZZ_SANITIZERS"] ?? "fuzzer,address"

func settings(_ flags: [String]) -> [SwiftSetting] {
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .unsafeFlags(flags + ["-parse-as-library", "-enable-testing"]),
    ]
}

/// What is fuzzed tells libFuzzer where it went; the harness doesn't.
let fuzzed = settings(["-sanitize=\(sanitizers)"])
let harness = settings(sanitizers == "fuzzer" ? [] : ["-sanitize=address"])
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")

func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies + ["FuzzSupport", "HTTPWire", httpTypes],
        swiftSettings: harness,
        linkerSettings: [.unsafeFlags(["-sanitize=\(sanitizers)", "-use-ld=lld"])])
}

// A package of its own, so that the product knows nothing of it. The rooms in `Sources` are links.
let package = Package(
    name: "fuzz",
    dependencies: [.package(url: "https://github.com/apple/swift-http-types", from: "1.8.0")],
    targets: [
        .systemLibrary(name: "CLinux"),
        .target(name: "HTTPWire", dependencies: [httpTypes], swiftSettings: fuzzed),
        .target(
            name: "HTTPServer",
            dependencies: [
                "HTTPWire", .target(name: "CLinux", condition: .when(platforms: [.linux])),
                httpTypes,
            ], exclude: ["README.md"], swiftSettings: fuzzed),
        .target(
            name: "FuzzSupport", dependencies: ["HTTPWire", httpTypes], swiftSettings: harness),
        fuzzer("ParserFuzz", []),
        fuzzer("ConnectionFuzz", ["HTTPServer"]),
    ]
)
