import CognitoAPI
import Cryptography
import Foundation
import GRDB
import StrictJSON
import Testing

@testable import UserPool

/// The file and the table of clients' secrets; the operations are in Tests/EndToEnd.
@Suite struct ClientSecretTests {
    private let first = "firstSecretOfTheDefaultClient"
    private let second = "secondSecretOfTheDefaultClient"

    private func client(_ bench: Bench) -> String {
        #""UserPoolId":"\#(bench.pool.id)","ClientId":"\#(bench.client)""#
    }

    private func add(_ secret: String, _ bench: Bench) async throws -> String {
        let answer = try await bench.wire(
            "AddUserPoolClientSecret", #"{\#(client(bench)),"ClientSecret":"\#(secret)"}"#)
        let members = try JSONValue(jsonBytes: Array(answer.utf8)).objectValue
        return members?.object("ClientSecretDescriptor")?.text("ClientSecretId") ?? ""
    }

    private func isValid(_ secret: String, _ bench: Bench) async -> Bool {
        let hash = HMACSHA256.authenticate(
            key: Array(secret.utf8), message: Array("nobody@example.com\(bench.client)".utf8))
        let asked = try? await bench.pool.perform(
            ForgotPassword.Input(
                clientId: bench.client, username: "nobody@example.com",
                secretHash: Base64.encode(hash)))
        return asked != nil
    }

    @Test func theFilesSecretChangesAndAnAddedOneStays() async throws {
        let bench = try await Bench { $0.userPoolClient.clientSecret = first }
        _ = try await add(second, bench)
        var again = try await bench.reopened {
            $0.userPoolClient.clientSecret = "third_".appending(first)
        }
        #expect(await !isValid(first, again))
        #expect(await isValid(second, again))
        #expect(await isValid("third_".appending(first), again))
        // The added one moves into the file.
        again = try await again.reopened { $0.userPoolClient.clientSecret = second }
        #expect(await isValid(second, again))
        #expect(await !isValid("third_".appending(first), again))
        #expect(
            try await again.fetch("SELECT group_concat(origin) FROM client_secret") == "policy-file"
        )
        again = try await again.reopened { $0.userPoolClient.clientSecret = nil }
        #expect(try await again.fetch("SELECT count(*) FROM client_secret") == "0")
    }

    @Test func theFilesSecretIsNoOperationsToDelete() async throws {
        let bench = try await Bench { $0.userPoolClient.clientSecret = first }
        let added = try await add(second, bench)
        let own = try #require(
            try await bench.fetch("SELECT id FROM client_secret WHERE origin = 'policy-file'"))
        func delete(_ id: String) async throws {
            _ = try await bench.wire(
                "DeleteUserPoolClientSecret", #"{\#(client(bench)),"ClientSecretId":"\#(id)"}"#)
        }
        await #expect(
            throws: CognitoError(
                .invalidParameter,
                "The client secret of this server's policy file is changed in the file alone.")
        ) { try await delete(own) }
        try await delete(added)
        #expect(await isValid(first, bench))
        #expect(await !isValid(second, bench))
    }

    @Test func anAddedSecretIsSealed() async throws {
        let bench = try await Bench { $0.userPoolClient.clientSecret = first }
        _ = try await add(second, bench)
        #expect(try bench.bytes().range(of: Data(second.utf8)) == nil)
        // Of another client it is no secret: it can't be moved there.
        try await bench.edit(
            """
            INSERT INTO client SELECT 'other', FALSE, settings, created_at, pool_id, NULL, 0
                FROM client;
            INSERT INTO client_secret SELECT 'x', 'other', origin, sealed, 0 FROM client_secret
                WHERE origin = 'operation';
            """)
        await #expect(throws: UserPoolError.self) { try await bench.reopened() }
    }

    /// A data directory in which a client had one secret, in a column.
    @Test func theOneSecretOfAnEarlierReleaseIsKept() async throws {
        let home = TestDirectory()
        try TestKeys.install(in: home.path)
        let key = [UInt8](repeating: 7, count: 32)
        _ = FileManager.default.createFile(
            atPath: home.path + "/code.key", contents: Data(key),
            attributes: [.posixPermissions: 0o600])
        let sealing = try PoolSecret.sealing(key, "client secrets")
        let queue = try DatabaseQueue(path: home.path + "/pool.sqlite")
        try await queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA application_id = \(PoolSchema.applicationID)")
        }
        try PoolSchema.migrator.migrate(queue, upTo: "17-search-by-pool")
        let sealed = try ["default": first, "other": second].mapValues { secret in
            Data(
                try sealing.seal(
                    Array(secret.utf8),
                    authenticating: Array((secret == first ? "default" : "other").utf8),
                    random: .system))
        }
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO pool (id, created_at, is_default) VALUES ('us-east-1_OldPool12', 1, 1);
                    INSERT INTO client (id, is_default, sealed_secret, settings, created_at, pool_id)
                        VALUES ('default', 1, ?, '{}', 5, 'us-east-1_OldPool12'),
                            ('other', 0, ?, '{}', 6, 'us-east-1_OldPool12');
                    """, arguments: [sealed["default"], sealed["other"]])
        }
        try queue.close()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: home.path + "/pool.sqlite")

        let bench = try await Bench(in: home) { $0.userPoolClient.clientSecret = first }
        #expect(await isValid(first, bench))
        let shown = try await bench.wire(
            "DescribeUserPoolClient",
            #"{"UserPoolId":"us-east-1_OldPool12","ClientId":"other"}"#)
        #expect(shown.contains(#""ClientSecret":"\#(second)""#))
        let kept = "SELECT group_concat(id || ' ' || origin) FROM client_secret"
        #expect(
            try await bench.fetch(kept) == "default--5 policy-file,other--6 creation")
    }
}
