import CognitoAPI
import Foundation
import GRDB
import Testing

@testable import UserPool

@Suite struct PoolMigrationTests {
    /// A data directory of the first release, with one user.
    private static func oldDirectory() throws -> TestDirectory {
        let home = TestDirectory()
        try TestKeys.install(in: home.path)
        _ = FileManager.default.createFile(
            atPath: home.path + "/code.key", contents: Data(repeating: 7, count: 32),
            attributes: [.posixPermissions: 0o600])
        let queue = try DatabaseQueue(path: home.path + "/pool.sqlite")
        try queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA application_id = \(PoolSchema.applicationID)")
        }
        try PoolSchema.migrator.migrate(queue, upTo: "4-nobodys-codes")
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO pool VALUES ('us-east-1_OldPool12', 1);
                    INSERT INTO client VALUES ('oldclient', 1, NULL, '{}', 1);
                    INSERT INTO user VALUES (5, 'old-sub', 'old-sub', 'UNCONFIRMED', 1, 'x', 1, 2);
                    INSERT INTO alias VALUES ('old@example.com', 'email', 5);
                    INSERT INTO attribute VALUES (5, 'email', 'old@example.com');
                    INSERT INTO session VALUES ('jti', 5, 'oldclient', 'e', 1, 99999999999999, NULL);
                    INSERT INTO code VALUES (5, 'confirm-sign-up', x'00', 'email', 99999999999999);
                    """)
        }
        try queue.close()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: home.path + "/pool.sqlite")
        return home
    }

    @Test func anOldDirectoryKeepsItsIdsAndUsers() async throws {
        let bench = try await Bench(in: try Self.oldDirectory())
        #expect(bench.pool.id == "us-east-1_OldPool12" && bench.client == "oldclient")
        let shown = try await bench.wire(
            "AdminGetUser",
            #"{"UserPoolId":"us-east-1_OldPool12","Username":"old@example.com"}"#)
        #expect(shown.contains(#""Username":"old-sub""#) && shown.contains("UNCONFIRMED"))
        let found = try await bench.wire(
            "ListUsers",
            #"{"UserPoolId":"us-east-1_OldPool12","Filter":"email = \"old@example.com\""}"#)
        #expect(found.contains(#""Username":"old-sub""#))
        #expect(try await bench.fetch("SELECT origin_jti FROM session WHERE user_id = 5") == "jti")
        #expect(try await bench.fetch("SELECT purpose FROM code") == "confirm-sign-up")
        #expect(try await bench.fetch("SELECT \"table\" FROM pragma_foreign_key_check") == nil)
        await #expect(throws: CognitoError(.usernameExists, .emailExists)) {
            _ = try await bench.signUp("OLD@example.com")
        }
        try await bench.register("new@example.com")
        try await bench.signIn("new@example.com")
    }

    @Test func whatOperationsChangedStaysUntilTheFileChanges() async throws {
        let bench = try await Bench()
        let closed = #""AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true}"#
        _ = try await bench.wire(
            "UpdateUserPool", #"{"UserPoolId":"\#(bench.pool.id)",\#(closed)}"#)
        await #expect(throws: CognitoError(.notAuthorized, .signUpNotPermitted)) {
            _ = try await bench.signUp()
        }
        let again = try await bench.reopened()
        await #expect(throws: CognitoError(.notAuthorized, .signUpNotPermitted)) {
            _ = try await again.signUp()
        }
        let edited = try await again.reopened { $0.userPool.poolName = "renamed" }
        _ = try await edited.signUp()
        #expect(edited.pool.id == bench.pool.id)
    }
}
