// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// Packages.
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let linux = Target.Dependency.target(name: "CLinux", condition: .when(platforms: [.linux]))
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")

/// A room of the house; what it may import is its `dependencies` and nothing else.
func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// A C library of the system, by its pkg-config name and its package.
func system(_ name: String, _ library: String, apt package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: library, providers: [.apt([package])])
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// What several test targets share.
func testSupport(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: settings)
}

let package = Package(
    name: "gatehouse",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "gatehouse", targets: ["Main"]),
        .library(
            name: "HTTPServer", targets: ["HTTPServer", "HTTPRouting", "HTTPWire", "StrictJSON"]),
        .library(name: "JSONWebToken", targets: ["JSONWebToken", "StrictJSON"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // Level 0: bytes, vocabulary, C.
        system("CArgon2", "libargon2", apt: "libargon2-dev"),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .systemLibrary(name: "CLinux"),
        system("COpenSSL", "libcrypto", apt: "libssl-dev"),
        room("HTTPWire", [httpTypes]),
        room("StrictJSON"),
        room("CognitoAPI"),

        // Level 1: one resource each.
        room("Cryptography", ["COpenSSL", "CArgon2"]),
        room(
            "HTTPServer",
            [
                "HTTPWire", linux,
                httpTypes,
            ],
            exclude: ["README.md"]),
        room("HTTPRouting", ["HTTPWire", "StrictJSON", httpTypes]),
        room("Storage", [grdb]),

        // Level 2 and 3: tokens, sign-outs, and the two that answer Cognito's operations.
        room("Revocation", ["Storage", grdb]),
        room("JSONWebToken", ["Cryptography", "StrictJSON"]),
        room("CognitoClient", ["CCurl", "CognitoAPI", "Cryptography"]),
        room("Mail", ["CCurl", "Cryptography"]),
        room(
            "UserPool",
            [
                "CognitoAPI", "Cryptography", "JSONWebToken", "Revocation", "Storage", "StrictJSON",
                grdb,
            ]),

        // Level 4: our routes.
        room(
            "AuthAPI",
            [
                "CognitoAPI", "Cryptography", "HTTPRouting", "HTTPWire", "JSONWebToken",
                "Revocation", "StrictJSON", "UserPool", httpTypes,
            ]),

        // Level 5 and 6: wiring and main (its name differs from Gatehouse for case-blind file systems).
        room(
            "Gatehouse",
            [
                "AuthAPI", "CognitoAPI", "CognitoClient", "HTTPRouting", "HTTPServer", "HTTPWire",
                "JSONWebToken", "Mail", "Revocation", "Storage", "StrictJSON", "UserPool",
                "Cryptography",
                linux, argumentParser, logging, httpTypes,
            ]),
        .executableTarget(
            name: "Main", dependencies: ["Gatehouse"], swiftSettings: settings),

        testSupport("WireCorpus", ["HTTPWire", httpTypes]),
        tests("HTTPWireTests", ["HTTPWire", "WireCorpus", httpTypes]),
        tests(
            "HTTPServerTests", ["HTTPRouting", "HTTPServer", "HTTPWire", "WireCorpus", httpTypes]),
        tests("HTTPRoutingTests", ["HTTPRouting", "HTTPWire", "StrictJSON", httpTypes]),
        tests("CognitoAPITests", ["CognitoAPI"]),
        tests("CryptographyTests", ["Cryptography"]),
        tests("StrictJSONTests", ["StrictJSON"]),
        tests(
            "JSONWebTokenTests", ["JSONWebToken", "Cryptography", "StrictJSON"],
            exclude: ["Vectors"]),
        tests("StorageTests", ["Storage", grdb]),
        tests("RevocationTests", ["Revocation", "Storage", grdb]),
        tests("CognitoClientTests", ["CognitoClient", "CognitoAPI"]),
        tests("MailTests", ["Mail", "Cryptography"]),
        tests(
            "UserPoolTests",
            [
                "UserPool", "CognitoAPI", "Cryptography", "JSONWebToken", "Revocation",
                "StrictJSON",
            ]),
        tests(
            "AuthAPITests",
            [
                "AuthAPI", "CognitoAPI", "HTTPRouting", "HTTPWire", "JSONWebToken", "Revocation",
                "Storage", "StrictJSON", "UserPool", httpTypes,
            ]),
        tests(
            "GatehouseTests",
            [
                "AuthAPI", "CognitoClient", "Gatehouse", "HTTPRouting", "HTTPServer", "HTTPWire",
                "Mail", "UserPool", logging,
            ]),
        tests(
            "ContractTests",
            [
                "AuthAPI", "CognitoAPI", "CognitoClient", "Cryptography", "HTTPRouting",
                "HTTPServer", "HTTPWire", "JSONWebToken", "Revocation", "StrictJSON", "UserPool",
            ], exclude: ["moto_server.py"]),
    ]
)
