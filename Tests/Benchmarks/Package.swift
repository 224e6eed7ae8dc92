// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the product knows nothing of SwiftNIO. The versions are exact: what
// stands in a table must not change by itself.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(name: "gatehouse", path: "../.."),
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
    ],
    targets: [
        .executableTarget(
            name: "HummingbirdPeer",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ],
            swiftSettings: [
                .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
            ]),
        .executableTarget(
            name: "VerifierRate",
            dependencies: [.product(name: "JSONWebToken", package: "gatehouse")],
            swiftSettings: [.swiftLanguageMode(.v6)]),
    ]
)
