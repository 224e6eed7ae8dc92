import CognitoAPI
import Cryptography
import Foundation
import JSONWebToken
import Revocation
import StrictJSON
import Testing

@testable import UserPool

@Suite struct TokenTests {
    @Test func theHeaderHasKidAndAlgAndTheKeysDiffer() async throws {
        let bench = try await Bench()
        try await bench.register()
        let result = try await bench.signIn()
        let kids = try [result.accessToken, result.idToken].map { token in
            let header = try Self.header(token)
            #expect(Set(header.keys) == ["kid", "alg"] && header["alg"] == "RS256")
            return try #require(header["kid"])
        }
        #expect(kids.count == 2 && kids[0] != kids[1])
        #expect(kids.allSatisfy { $0.count == 44 && $0.hasSuffix("=") })
        let published = try JSONWebKeySet(jsonBytes: bench.pool.jwks).keys.map(\.id)
        #expect(Set(published) == Set(kids))
    }

    @Test func theAccessTokenHasCognitosClaimsAndNoOthers() async throws {
        let bench = try await Bench()
        let sub = try await bench.register()
        let token = try await bench.claims(bench.signIn().accessToken, .access)
        let names = Set(token.claims.members.map(\.name))
        #expect(
            names == [
                "sub", "iss", "client_id", "origin_jti", "event_id", "token_use", "scope",
                "auth_time", "iat", "exp", "jti", "username",
            ])
        let now = bench.clock.now / 1_000
        #expect(token.claims["iss"] == .string("http://localhost:9229/\(bench.pool.id)"))
        #expect(token.claims["scope"] == "aws.cognito.signin.user.admin")
        #expect(token.claims["auth_time"] == .integer(now))
        #expect(token.subject == sub && token.username == sub)
        #expect(token.issuedAt == now && token.expiresAt == now + 3_600)
    }

    @Test func theIDTokenHasTheAttributesWithBooleanFlags() async throws {
        let bench = try await Bench { $0.userPool.schema = [SchemaAttribute(name: "custom:plan")] }
        _ = try await bench.signUp(attributes: [
            AttributeType(name: "custom:plan", value: "pro"),
            AttributeType(name: "address", value: "Main Street 1"),
        ])
        try await bench.confirm()
        let token = try await bench.claims(bench.signIn().idToken, .id)
        #expect(token.claims["email"] == "alice@example.com")
        #expect(token.claims["email_verified"] == true)
        #expect(token.claims["custom:plan"] == "pro")
        #expect(token.claims["address"] == ["formatted": "Main Street 1"])
        #expect(token.claims["cognito:username"] == .string(token.subject))
        #expect(token.claims["aud"] == .string(bench.client))
        for absent in ["client_id", "username", "scope", "cognito:groups"] {
            #expect(token.claims[absent] == nil)
        }
    }

    @Test func theSessionIsOneAndTheTokensAreMany() async throws {
        let bench = try await Bench()
        try await bench.register()
        let first = try await bench.signIn()
        bench.clock.advance(seconds: 100)
        let second = try await bench.refresh(first.refreshToken)
        #expect(second.refreshToken == nil)
        let access = try await bench.claims(first.accessToken, .access)
        let tokens = [
            access, try await bench.claims(first.idToken, .id),
            try await bench.claims(second.accessToken, .access),
            try await bench.claims(second.idToken, .id),
        ]
        #expect(Set(tokens.map(\.originJTI)).count == 1)
        #expect(Set(tokens.map(\.jti)).count == 4)
        #expect(tokens.allSatisfy { $0.claims["auth_time"] == access.claims["auth_time"] })
        let other = try await bench.claims(bench.signIn().accessToken, .access)
        #expect(other.originJTI != access.originJTI)
    }

    @Test func livesFollowThePolicy() async throws {
        let bench = try await Bench {
            $0.userPoolClient.accessTokenValidity = 5
            $0.userPoolClient.idTokenValidity = 2
            $0.userPoolClient.tokenValidityUnits.idToken = .hours
        }
        try await bench.register()
        let result = try await bench.signIn()
        #expect(result.expiresIn == 300)
        let now = bench.clock.now / 1_000
        #expect(try await bench.claims(result.accessToken, .access).expiresAt == now + 300)
        #expect(try await bench.claims(result.idToken, .id).expiresAt == now + 7_200)
    }

    @Test func theRefreshTokenLooksLikeAJWE() async throws {
        let bench = try await Bench()
        try await bench.register()
        let token = try await bench.signIn().refreshToken ?? ""
        #expect(token.split(separator: ".").count == 5)
        #expect(
            try Self.header(token) == ["cty": "JWT", "enc": "A256GCM", "alg": "RSA-OAEP"])
    }

    @Test func refreshTokensExpireAndStrangersAreInvalid() async throws {
        let bench = try await Bench()
        try await bench.register()
        let token = try await bench.signIn().refreshToken
        await #expect(throws: CognitoError(.notAuthorized, "Invalid Refresh Token")) {
            try await bench.refresh((token ?? "") + "x")
        }
        bench.clock.advance(seconds: 30 * 86_400)
        await #expect(throws: CognitoError(.notAuthorized, "Refresh Token has expired")) {
            try await bench.refresh(token)
        }
    }

    @Test func getTokensFromRefreshTokenAnswersWithoutARefreshToken() async throws {
        let bench = try await Bench { $0.userPoolClient.explicitAuthFlows = [.password] }
        try await bench.register()
        let token = try await bench.signIn().refreshToken ?? ""
        let result = try await bench.pool.perform(
            GetTokensFromRefreshToken.Input(refreshToken: token, clientId: bench.client)
        ).authenticationResult
        #expect(result?.refreshToken == nil && result?.tokenType == "Bearer")
        #expect(try await bench.getUser(result?.accessToken).userAttributes.count == 3)
    }

    @Test func withRevocationOffTheSessionIsNotNamed() async throws {
        let bench = try await Bench { $0.userPoolClient.enableTokenRevocation = false }
        try await bench.register()
        let result = try await bench.signIn()
        let token = try await bench.claims(result.accessToken, .access)
        #expect(token.originJTI == nil && token.jti == nil)
        #expect(try await bench.getUser(result.accessToken).username == token.subject)
        await #expect { () async throws in
            try await bench.pool.perform(
                RevokeToken.Input(token: result.refreshToken ?? "", clientId: bench.client))
        } throws: { ($0 as? CognitoError)?.code == .unsupportedOperation }
    }

    @Test func badAccessTokensAreToldApart() async throws {
        let bench = try await Bench()
        try await bench.register()
        let result = try await bench.signIn()
        let access = result.accessToken ?? ""
        let other = access.hasSuffix("AA") ? "BB" : "AA"
        for bad in ["garbage", String(access.dropLast(2)) + other, result.idToken ?? ""] {
            await #expect(throws: CognitoError(.notAuthorized, "Invalid Access Token")) {
                try await bench.getUser(bad)
            }
        }
        try await bench.edit("UPDATE user SET enabled = FALSE")
        await #expect(throws: CognitoError(.notAuthorized, "User is disabled.")) {
            try await bench.getUser(access)
        }
        await #expect(throws: CognitoError(.notAuthorized, "User is disabled.")) {
            try await bench.refresh(result.refreshToken)
        }
        bench.clock.advance(seconds: 3_600)
        await #expect(throws: CognitoError(.notAuthorized, "Access Token has expired")) {
            try await bench.getUser(access)
        }
        try await bench.edit("DELETE FROM user")
        let fresh = try await Bench()
        await #expect(throws: CognitoError.self) { try await fresh.getUser(access) }
    }

    @Test func aDeletedUsersTokenFindsNobody() async throws {
        let bench = try await Bench()
        try await bench.register()
        let result = try await bench.signIn()
        try await bench.edit("DELETE FROM user")
        await #expect(throws: CognitoError(.userNotFound, "User does not exist.")) {
            try await bench.getUser(result.accessToken)
        }
        await #expect(throws: CognitoError(.notAuthorized, "Invalid Refresh Token")) {
            try await bench.refresh(result.refreshToken)
        }
    }

    private static func header(_ token: String?) throws -> [String: String] {
        var text = String(token?.prefix { $0 != "." } ?? "")
            .replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        while text.count % 4 != 0 { text += "=" }
        return try JSONDecoder().decode(
            [String: String].self, from: #require(Data(base64Encoded: text)))
    }
}
