import CognitoAPI
import Cryptography
import Foundation
import GRDB
import JSONWebToken
import Revocation
import Storage
import StrictJSON
import Testing

@testable import UserPool

@Suite struct RestartTests {
    @Test func everythingIsThereAfterARestart() async throws {
        let bench = try await Bench()
        try await bench.register()
        let kept = try await bench.signIn()
        let ended = try await bench.signIn()
        _ = try await bench.pool.perform(
            RevokeToken.Input(token: ended.refreshToken ?? "", clientId: bench.client))
        _ = try await bench.signUp("bob@example.com")
        let code = bench.inbox.newest(for: "bob@example.com")?.code

        let again = try await bench.reopened()
        #expect(again.pool.id == bench.pool.id && again.client == bench.client)
        #expect(again.pool.jwks == bench.pool.jwks)
        _ = try await again.getUser(kept.accessToken)
        _ = try await again.refresh(kept.refreshToken)
        await #expect(throws: CognitoError(.notAuthorized, .refreshTokenRevoked)) {
            try await again.refresh(ended.refreshToken)
        }
        await #expect(throws: CognitoError(.notAuthorized, .accessTokenRevoked)) {
            try await again.getUser(ended.accessToken)
        }
        try await again.confirm("bob@example.com", code: code)
        try await again.signIn("bob@example.com")
    }

    @Test func idsHaveCognitosShape() async throws {
        let bench = try await Bench()
        #expect(bench.pool.id.wholeMatch(of: /us-east-1_[0-9A-Za-z]{9}/) != nil)
        #expect(bench.client.wholeMatch(of: /[0-9a-z]{26}/) != nil)
    }

    @Test func aSignOutThatCrashedBeforeTheIndexIsMadeGood() async throws {
        let bench = try await Bench()
        try await bench.register()
        let result = try await bench.signIn()
        let token = try await bench.claims(result.accessToken, .access)
        try await bench.edit("UPDATE session SET revoked_at = \(bench.clock.now)")
        let again = try await bench.reopened()
        #expect(
            again.revocations.isRevoked(
                originJTI: token.originJTI, subject: "", issuedAt: token.issuedAt))
    }

    @Test func noSecretIsInTheDatabase() async throws {
        let bench = try await Bench()
        let password = "Planted-password-77"
        _ = try await bench.signUp(password: password)
        let code = try #require(bench.inbox.newest(for: "alice@example.com")?.code)
        try await bench.confirm()
        let refresh = try await bench.signIn(password: password).refreshToken ?? ""
        _ = try await bench.forgot()
        let reset = try #require(bench.inbox.newest(for: "alice@example.com")?.code)
        let bytes = try bench.bytes()
        #expect(bytes.range(of: Data("alice@example.com".utf8)) != nil)
        for secret in [password, refresh, String(refresh.suffix(20))] {
            #expect(bytes.range(of: Data(secret.utf8)) == nil)
        }
        let macs = try await bench.fetch("SELECT hex(mac) FROM code")
        let mac = try #require(macs.flatMap { Hex.decode($0) })
        #expect(bytes.range(of: Data(mac)) != nil)
        for code in [code, reset] {
            // Whoever reads the file alone could try the million codes.
            #expect(bytes.range(of: Data(SHA256.hash(Array(code.utf8)))) == nil)
            let count = try await bench.fetch(
                "SELECT count(*) FROM code WHERE CAST(mac AS TEXT) LIKE '%\(code)%'")
            #expect(count == "0")
        }
        #expect(!bench.events.all.contains { "\($0)".contains(code) || "\($0)".contains("alice") })
    }

    /// A commit waits for the disk.
    @Test(arguments: [nil, "secretOfTheDefaultClientInTheFile"])
    func aStartWithoutNewsWritesNothing(secret: String?) async throws {
        let bench = try await Bench { $0.userPoolClient.clientSecret = secret }
        let again = try await bench.reopened()
        for name in ["pool", "revocations"] {
            let log = again.directory + "/\(name).sqlite-wal"
            let size = try FileManager.default.attributesOfItem(atPath: log)[.size]
            #expect(size as? Int == 0, "\(name)")
        }
    }

    @Test func theClientsSecretIsTheFilesAtEachStart() async throws {
        var bench = try await Bench()
        var seals: [String?] = []
        for secret in ["firstSecretOfTheDefaultClient", "secondSecretOfTheDefaultClient", nil] {
            bench = try await bench.reopened { $0.userPoolClient.clientSecret = secret }
            let hasSecret = try await bench.pool.isConfidential(client: bench.client)
            #expect(hasSecret == (secret != nil))
            seals.append(try await bench.fetch("SELECT hex(sealed) FROM client_secret"))
        }
        #expect(Set(seals).count == 3)
    }

    @Test func filesArePrivate() async throws {
        let bench = try await Bench()
        try await bench.register()
        let files = FileManager.default
        let mode = try files.attributesOfItem(atPath: bench.directory)[.posixPermissions]
        #expect(mode as? Int == 0o700)
        for name in try files.contentsOfDirectory(atPath: bench.directory) {
            let path = bench.directory + "/" + name
            let mode = try files.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(name)")
        }
    }

    @Test(arguments: ["access.sealed", "id.sealed", "code.key"])
    func aLostKeyBesideADatabaseIsRefusedWithTheCure(name: String) async throws {
        let bench = try await Bench()
        let path = bench.directory + "/" + name
        try FileManager.default.removeItem(atPath: path)
        await #expect(throws: UserPoolError.keyMissing(path: path)) { try await bench.reopened() }
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(UserPoolError.keyMissing(path: path).description.contains("restore"))
    }

    @Test func noFileHoldsAKeyInTheClear() async throws {
        let bench = try await Bench()
        let names = try FileManager.default.contentsOfDirectory(atPath: bench.directory)
        #expect(names.contains("access.sealed") && !names.contains("access.pem"))
        for name in names {
            let bytes = try Data(contentsOf: URL(filePath: bench.directory + "/" + name))
            #expect(bytes.range(of: Data("PRIVATE KEY".utf8)) == nil, "\(name)")
        }
    }

    @Test func keysOfAnEarlierReleaseAreSealedAndStayTheSame() async throws {
        let home = TestDirectory()
        try TestKeys.install(in: home.path)
        let plain = try String(contentsOfFile: home.path + "/access.pem", encoding: .utf8)
        let bench = try await Bench(in: home)
        #expect(!FileManager.default.fileExists(atPath: home.path + "/access.pem"))
        let key = try TokenSigner(privateKeyPEM: plain).verificationKey
        #expect(String(decoding: bench.pool.jwks, as: UTF8.self).contains(key.id))
    }

    @Test func theSecretCanBeKeptElsewhere() async throws {
        let secret = [UInt8](repeating: 9, count: 32)
        let home = TestDirectory()
        let bench = try await Bench(in: home, secret: secret)
        #expect(!FileManager.default.fileExists(atPath: home.path + "/code.key"))
        try await bench.register()
        try bench.pool.close()
        await #expect(throws: UserPoolError.keyMissing(path: home.path + "/code.key")) {
            try await Bench(in: home)
        }
        await #expect(throws: UserPoolError.keyUnusable(path: home.path + "/access.sealed")) {
            try await Bench(in: home, secret: [UInt8](repeating: 8, count: 32))
        }
        try await Bench(in: home, secret: secret).signIn()
    }

    @Test func aSecretThatContradictsTheFileIsRefused() async throws {
        let bench = try await Bench()
        try bench.pool.close()
        let path = bench.directory + "/code.key"
        let known = try [UInt8](Data(contentsOf: URL(filePath: path)))
        await #expect(throws: UserPoolError.secretDiffers(path: path)) {
            try await Bench(in: bench.home, secret: [UInt8](repeating: 8, count: 32))
        }
        _ = try await Bench(in: bench.home, secret: known)
    }

    @Test func anUnusableKeyIsRefused() async throws {
        let bench = try await Bench()
        let path = bench.directory + "/access.sealed"
        try Data("no key".utf8).write(to: URL(filePath: path))
        await #expect(throws: UserPoolError.keyUnusable(path: path)) { try await bench.reopened() }
    }

    @Test func anUnreadableDatabaseIsRefusedAndLeftAlone() async throws {
        let bench = try await Bench()
        try await bench.register()
        try bench.pool.close()
        let file = URL(filePath: bench.directory + "/pool.sqlite")
        let whole = try Data(contentsOf: file)
        for damaged in [Data(), whole.prefix(whole.count / 3), Data(repeating: 7, count: 9_000)] {
            try damaged.write(to: file)
            await #expect {
                try await Bench(in: bench.home)
            } throws: { error in
                if case .storage(.unreadable)? = error as? UserPoolError { true } else { false }
            }
            #expect(try Data(contentsOf: file) == damaged)
        }
    }

    @Test func aNewerDatabaseIsRefused() async throws {
        let bench = try await Bench()
        try await bench.edit("INSERT INTO grdb_migrations VALUES ('99-from-the-future')")
        let path = bench.directory + "/pool.sqlite"
        await #expect(throws: UserPoolError.storage(.newerSchema(path: path))) {
            try await bench.reopened()
        }
    }

    @Test func expiredRowsAreSweptAway() async throws {
        let bench = try await Bench {
            $0.userPoolClient.explicitAuthFlows = [.password, .refresh, .srp]
        }
        try await bench.register()
        try await bench.signInBySRP()
        _ = try await bench.forgot()
        _ = try? await bench.signIn("nobody@example.com")
        try await bench.edit("UPDATE user SET status = 'FORCE_CHANGE_PASSWORD'")
        #expect(try await bench.begin().challengeName == "NEW_PASSWORD_REQUIRED")
        let tables = [
            "session", "refresh_token", "lockout", "attempt", "code", "challenge_session",
            "spent_block",
        ]
        func counts() async throws -> [String?] {
            var counts: [String?] = []
            for table in tables {
                counts.append(try await bench.fetch("SELECT count(*) FROM \(table)"))
            }
            return counts
        }
        #expect(try await !counts().contains("0"))
        bench.clock.advance(seconds: 40 * 86_400)
        _ = try await bench.signUp("bob@example.com")
        // The code is Bob's.
        #expect(try await counts() == ["0", "0", "0", "0", "1", "0", "0"])
        #expect(try await bench.fetch("SELECT count(*) FROM user") == "2")
    }

    @Test func aFirstStartMakesItsOwnKeys() async throws {
        let home = TestDirectory()
        let bench = try await Bench(in: home)
        try await bench.register()
        let result = try await bench.signIn()
        let again = try await bench.reopened()
        _ = try await again.getUser(result.accessToken)
    }

    @Test func ofSeveralFirstStartsAtOnceOneMakesThePool() async throws {
        let home = TestDirectory()
        let benches = try await withThrowingTaskGroup(of: Bench.self) { group in
            for _ in 0..<4 { group.addTask { try await Bench(in: home) } }
            return try await group.reduce(into: [Bench]()) { $0.append($1) }
        }
        #expect(Set(benches.map(\.pool.id)).count == 1)
        #expect(Set(benches.map(\.pool.jwks)).count == 1)
        let first = try #require(benches.first)
        let last = try #require(benches.last)
        try await first.register()
        _ = try await last.getUser(first.signIn().accessToken)
        let names = try FileManager.default.contentsOfDirectory(atPath: home.path)
        #expect(!names.contains { $0.contains("new-") })
    }
}
