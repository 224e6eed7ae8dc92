import CognitoAPI
import Cryptography
import Foundation
import JSONWebToken
import StrictJSON
import Testing

@testable import UserPool

@Suite struct SecretHashTests {
    private static let secret = "0123456789abcdefghijklmnop"

    private func bench() async throws -> Bench {
        try await Bench { $0.userPoolClient.clientSecret = Self.secret }
    }

    private func hash(_ name: String, _ bench: Bench) -> String {
        Base64.encode(
            HMACSHA256.authenticate(
                key: Array(Self.secret.utf8), message: Array((name + bench.client).utf8)))
    }

    private func signUp(_ bench: Bench, hash: String?) async throws(CognitoError) {
        _ = try await bench.pool.perform(
            SignUp.Input(
                clientId: bench.client, username: "alice@example.com", password: Bench.password,
                secretHash: hash))
    }

    @Test func theHashMatchesCognitosVector() throws {
        let client = AppClient(
            id: "1example23456789", poolID: "us-east-1_AbCdEfGhI",
            secrets: ["9tq4mF5p3secretEXAMPLE"],
            policy: ClientPolicy())
        try client.check(
            secretHash: "PiZ4+fz/Ms6PCk1/lT0lLXLH/kXKO8oD9eQOcW6YliY=", for: "alice")
    }

    @Test func aMissingOrWrongHashIsRefused() async throws {
        let bench = try await bench()
        let id = bench.client
        await #expect(
            throws: CognitoError(
                .notAuthorized,
                "Client \(id) is configured with secret but SECRET_HASH was not received")
        ) { try await signUp(bench, hash: nil) }
        await #expect(
            throws: CognitoError(
                .notAuthorized, "Unable to verify secret hash for client \(id)")
        ) { try await signUp(bench, hash: hash("bob@example.com", bench)) }
        try await signUp(bench, hash: hash("alice@example.com", bench))
    }

    @Test func aHashSentToAPublicClientIsRefused() async throws {
        let bench = try await Bench()
        await #expect(
            throws: CognitoError(
                .notAuthorized, "Unable to verify secret hash for client \(bench.client)")
        ) { try await signUp(bench, hash: "AAAA") }
    }

    @Test func aRefreshHashesTheRealUsername() async throws {
        let bench = try await bench()
        try await signUp(bench, hash: hash("alice@example.com", bench))
        let code = bench.inbox.newest(for: "alice@example.com")?.code ?? ""
        _ = try await bench.pool.perform(
            ConfirmSignUp.Input(
                clientId: bench.client, username: "alice@example.com", confirmationCode: code,
                secretHash: hash("alice@example.com", bench)))
        let tokens = try await bench.pool.perform(
            InitiateAuth.Input(
                clientId: bench.client, authFlow: "USER_PASSWORD_AUTH",
                authParameters: [
                    "USERNAME": "alice@example.com", "PASSWORD": Bench.password,
                    "SECRET_HASH": hash("alice@example.com", bench),
                ])
        ).authenticationResult
        let sub = try await bench.claims(tokens?.idToken, .id).subject
        func refresh(_ hash: String) async throws(CognitoError) {
            _ = try await bench.pool.perform(
                InitiateAuth.Input(
                    clientId: bench.client, authFlow: "REFRESH_TOKEN_AUTH",
                    authParameters: [
                        "REFRESH_TOKEN": tokens?.refreshToken ?? "", "SECRET_HASH": hash,
                    ]))
        }
        try await refresh(hash(sub, bench))
        await #expect(
            throws: CognitoError(
                .notAuthorized, "SecretHash does not match for the client: \(bench.client)")
        ) { try await refresh(hash("alice@example.com", bench)) }
        await #expect(throws: CognitoError(.notAuthorized, "Invalid client secret")) {
            try await bench.pool.perform(
                GetTokensFromRefreshToken.Input(
                    refreshToken: tokens?.refreshToken ?? "", clientId: bench.client,
                    clientSecret: "wrong"))
        }
        await #expect(throws: CognitoError(.unauthorized, "Invalid client secret")) {
            try await bench.pool.perform(
                RevokeToken.Input(
                    token: tokens?.refreshToken ?? "", clientId: bench.client,
                    clientSecret: "wrong"))
        }
    }

    @Test func theSecretIsSealedInTheDatabase() async throws {
        let bench = try await bench()
        #expect(try bench.bytes().range(of: Data(Self.secret.utf8)) == nil)
    }
}
