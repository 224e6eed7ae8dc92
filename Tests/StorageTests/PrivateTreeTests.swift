import Foundation
import Testing

@testable import Storage

@Suite struct PrivateTreeTests {
    private let home = URL.temporaryDirectory.appending(path: "tree-\(UUID().uuidString)")

    private func put(_ name: String, mode: Int) throws {
        let file = home.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        _ = FileManager.default.createFile(
            atPath: file.path, contents: Data("x".utf8), attributes: [.posixPermissions: mode])
        try setMode(name, mode)
    }

    private func setMode(_ name: String, _ mode: Int) throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: home.appending(path: name).path)
    }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: home.appending(path: name).path)[
            .posixPermissions] as? Int
    }

    @Test func secretsAndTheirDirectoriesAreClosed() throws {
        defer { try? FileManager.default.removeItem(at: home) }
        let files = [
            "pool/code.key", "pool/pool.sqlite", "pool/pool.sqlite-wal", "pool/access.sealed",
            "pool/pool.sqlite.before-14-listing", "pool/us-east-1_A/id.sealed",
        ]
        for name in files { try put(name, mode: 0o644) }
        try put("jwks-1.json", mode: 0o600)
        for name in ["", "pool", "pool/us-east-1_A"] { try setMode(name, 0o755) }
        let found = try PrivateTree.close(home.path)
        #expect(found.count == files.count + 3 && found.allSatisfy(\.isClosed))
        #expect(Set(found.map(\.mode)) == ["0644", "0755"])
        for name in files { #expect(try mode(name) == 0o600) }
        for name in ["", "pool", "pool/us-east-1_A"] { #expect(try mode(name) == 0o700) }
        #expect(try PrivateTree.close(home.path).isEmpty)
    }

    @Test func aDirectoryThatHoldsMoreThanOursStaysAsItIs() throws {
        defer { try? FileManager.default.removeItem(at: home) }
        try put("pool/code.key", mode: 0o600)
        try put("holiday.jpg", mode: 0o644)
        try setMode("", 0o755)
        let found = try PrivateTree.close(home.path)
        #expect(found.map(\.isClosed) == [false] && found.map(\.path) == [home.path])
        #expect(try mode("") == 0o755 && mode("holiday.jpg") == 0o644)
    }

    /// A data directory may be one that somebody keeps other things in.
    @Test func whatIsNotOursIsLeftAlone() throws {
        defer { try? FileManager.default.removeItem(at: home) }
        try put("pool/code.key", mode: 0o644)
        try put("revocations.sqlite", mode: 0o644)
        let others = ["fullchain.pem", "web/site.key", "web/notes.sqlite", "mine.sqlite"]
        for name in others { try put(name, mode: 0o644) }
        _ = try PrivateTree.close(home.path)
        for name in others { #expect(try mode(name) == 0o644, "\(name)") }
        for name in ["pool/code.key", "revocations.sqlite"] { #expect(try mode(name) == 0o600) }
    }

    @Test func nothingIsNothing() throws {
        #expect(try PrivateTree.close(home.path).isEmpty)
    }
}
