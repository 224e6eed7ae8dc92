import CognitoAPI
import Cryptography
import GRDB
import JSONWebToken
import Revocation
import Testing

@testable import UserPool

@Suite struct SignOutTests {
    @Test func aGlobalSignOutEndsEverySession() async throws {
        let bench = try await Bench()
        let sub = try await bench.register()
        let one = try await bench.signIn()
        let two = try await bench.signIn()
        _ = try await bench.pool.perform(GlobalSignOut.Input(accessToken: one.accessToken ?? ""))
        for result in [one, two] {
            await #expect(throws: CognitoError(.notAuthorized, "Access Token has been revoked")) {
                try await bench.getUser(result.accessToken)
            }
            await #expect(throws: CognitoError(.notAuthorized, "Refresh Token has been revoked")) {
                try await bench.refresh(result.refreshToken)
            }
            let token = try await bench.claims(result.idToken, .id)
            #expect(
                bench.revocations.isRevoked(
                    originJTI: token.originJTI, subject: sub, issuedAt: token.issuedAt))
        }
        #expect(bench.events.all.contains(.signedOutEverywhere(sub: sub, sessions: 2)))
    }

    @Test func aSignInInTheSecondOfTheSignOutWorks() async throws {
        let bench = try await Bench()
        try await bench.register()
        let old = try await bench.signIn()
        _ = try await bench.pool.perform(GlobalSignOut.Input(accessToken: old.accessToken ?? ""))
        let new = try await bench.signIn()
        _ = try await bench.getUser(new.accessToken)
        _ = try await bench.refresh(new.refreshToken)
        await #expect(throws: CognitoError(.notAuthorized, .accessTokenRevoked)) {
            try await bench.getUser(old.accessToken)
        }
        await #expect(throws: CognitoError(.notAuthorized, .accessTokenRevoked)) {
            try await bench.pool.perform(GlobalSignOut.Input(accessToken: old.accessToken ?? ""))
        }
    }

    @Test func itWorksAlsoForClientsWithoutTokenRevocation() async throws {
        let bench = try await Bench { $0.userPoolClient.enableTokenRevocation = false }
        let sub = try await bench.register()
        func isRevoked(_ tokens: AuthenticationResult) async throws -> Bool {
            let token = try await bench.claims(tokens.idToken, .id)
            return bench.revocations.isRevoked(
                originJTI: token.sessionID, subject: sub, issuedAt: token.issuedAt)
        }
        let old = try await bench.signIn()
        _ = try await bench.wire(
            "AdminUserGlobalSignOut",
            #"{"UserPoolId":"\#(bench.pool.id)","Username":"\#(sub)"}"#)
        let new = try await bench.signIn()
        _ = try await bench.getUser(new.accessToken)
        #expect(try await !isRevoked(new))
        #expect(try await isRevoked(old))
        await #expect(throws: CognitoError(.notAuthorized, .accessTokenRevoked)) {
            try await bench.getUser(old.accessToken)
        }
        _ = try await bench.pool.perform(GlobalSignOut.Input(accessToken: new.accessToken ?? ""))
        #expect(try await isRevoked(new))
    }

    @Test func whatTheIndexCannotWriteIsDeadAllTheSame() async throws {
        let bench = try await Bench()
        let sub = try await bench.register()
        let tokens = try await bench.signIn()
        let token = try await bench.claims(tokens.accessToken, .access)
        try bench.revocations.close()
        // The second time it is asked with a revoked token, and tries to write again.
        for _ in 0..<2 {
            await #expect(throws: CognitoError.somethingWentWrong) {
                try await bench.pool.perform(
                    GlobalSignOut.Input(accessToken: tokens.accessToken ?? ""))
            }
            #expect(
                bench.revocations.isRevoked(
                    originJTI: token.originJTI, subject: sub, issuedAt: token.issuedAt))
        }
    }

    @Test func aRepeatedSignOutIsWrittenAgain() async throws {
        let bench = try await Bench()
        try await bench.register()
        let tokens = try await bench.signIn()
        _ = try await bench.signIn()
        let signOut = GlobalSignOut.Input(accessToken: tokens.accessToken ?? "")
        _ = try await bench.pool.perform(signOut)
        let index = try DatabaseQueue(path: bench.directory + "/revocations.sqlite")
        func count() async throws -> Int? {
            try await index.read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM revoked_session")
            }
        }
        try await index.write { try $0.execute(sql: "DELETE FROM revoked_session") }
        let new = try await bench.signIn()
        await #expect(throws: CognitoError(.notAuthorized, .accessTokenRevoked)) {
            try await bench.pool.perform(signOut)
        }
        #expect(try await count() == 2)
        _ = try await bench.getUser(new.accessToken)
    }

    @Test func aRevocationOutlivesTodaysPolicy() async throws {
        let bench = try await Bench()
        try await bench.register()
        let tokens = try await bench.signIn()
        _ = try await bench.pool.perform(GlobalSignOut.Input(accessToken: tokens.accessToken ?? ""))
        let other = try await bench.signIn()
        _ = try await bench.pool.perform(
            RevokeToken.Input(token: other.refreshToken ?? "", clientId: bench.client))
        let index = try DatabaseQueue(path: bench.directory + "/revocations.sqlite")
        let ends = try await index.read {
            try Int64.fetchAll(
                $0,
                sql: """
                    SELECT expires_at FROM revoked_session
                    UNION ALL SELECT expires_at FROM watermark
                    """)
        }
        #expect(ends == Array(repeating: bench.clock.now / 1_000 + 86_400, count: 3))
    }

    @Test func revokingOneSessionLeavesTheOtherAlive() async throws {
        let bench = try await Bench()
        try await bench.register()
        let one = try await bench.signIn()
        let two = try await bench.signIn()
        for _ in 0..<2 {
            let output = try await bench.pool.perform(
                RevokeToken.Input(token: one.refreshToken ?? "", clientId: bench.client))
            #expect(output == EmptyOutput())
        }
        await #expect(throws: CognitoError(.notAuthorized, "Access Token has been revoked")) {
            try await bench.getUser(one.accessToken)
        }
        await #expect(throws: CognitoError(.notAuthorized, "Refresh Token has been revoked")) {
            try await bench.refresh(one.refreshToken)
        }
        _ = try await bench.getUser(two.accessToken)
        _ = try await bench.refresh(two.refreshToken)
    }

    @Test func onlyRefreshTokensCanBeRevoked() async throws {
        let bench = try await Bench()
        try await bench.register()
        let result = try await bench.signIn()
        for token in [result.accessToken, result.idToken, "garbage"] {
            await #expect { () async throws in
                try await bench.pool.perform(
                    RevokeToken.Input(token: token ?? "", clientId: bench.client))
            } throws: { ($0 as? CognitoError)?.code == .unsupportedTokenType }
        }
        let unknown = RefreshToken(random: .system).text
        _ = try await bench.pool.perform(RevokeToken.Input(token: unknown, clientId: bench.client))
    }
}
