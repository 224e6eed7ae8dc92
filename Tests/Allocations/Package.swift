// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")

// A package of its own, as it puts itself in malloc's place and has to be built for release.
// `Sources/HTTPWire` is a link.
let package = Package(
    name: "allocations",
    dependencies: [.package(url: "https://github.com/apple/swift-http-types", from: "1.8.0")],
    targets: [
        .target(name: "CAllocations"),
        .target(name: "HTTPWire", dependencies: [httpTypes], swiftSettings: settings),
        .executableTarget(
            name: "Allocations", dependencies: ["CAllocations", "HTTPWire", httpTypes],
            swiftSettings: settings),
    ]
)
