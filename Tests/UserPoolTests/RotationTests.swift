import CognitoAPI
import JSONWebToken
import Testing

@testable import UserPool

@Suite struct RotationTests {
    private let reuse = CognitoError(.refreshTokenReuse, .refreshTokenReused)

    private func bench(grace: Int) async throws -> Bench {
        try await Bench {
            $0.userPoolClient.explicitAuthFlows = [.password]
            $0.userPoolClient.refreshTokenRotation = RefreshTokenRotation(
                feature: .enabled, retryGracePeriodSeconds: grace)
        }
    }

    private func rotate(
        _ bench: Bench, _ token: String?
    ) async throws(CognitoError) -> AuthenticationResult? {
        try await bench.pool.perform(
            GetTokensFromRefreshToken.Input(refreshToken: token ?? "", clientId: bench.client)
        ).authenticationResult
    }

    @Test func aRefreshGivesANewTokenAndTheOldOneDies() async throws {
        let bench = try await bench(grace: 0)
        try await bench.register()
        let first = try await bench.signIn()
        let second = try await rotate(bench, first.refreshToken)
        #expect(second?.refreshToken != nil && second?.refreshToken != first.refreshToken)
        await #expect(throws: reuse) { try await rotate(bench, first.refreshToken) }
        let third = try await rotate(bench, second?.refreshToken)
        let old = try await bench.claims(first.accessToken, .access)
        let new = try await bench.claims(third?.accessToken, .access)
        #expect(old.originJTI == new.originJTI)
    }

    @Test func withinTheGraceTheOldTokenWorks() async throws {
        let bench = try await bench(grace: 60)
        try await bench.register()
        let first = try await bench.signIn()
        _ = try await rotate(bench, first.refreshToken)
        bench.clock.advance(seconds: 59)
        _ = try await rotate(bench, first.refreshToken)
        bench.clock.advance(seconds: 1)
        await #expect(throws: reuse) { try await rotate(bench, first.refreshToken) }
    }

    @Test func aRotatedTokenDiesWithTheFirstOne() async throws {
        let bench = try await bench(grace: 0)
        try await bench.register()
        let first = try await bench.signIn()
        bench.clock.advance(seconds: 29 * 86_400)
        let second = try await rotate(bench, first.refreshToken)
        bench.clock.advance(seconds: 86_400)
        await #expect(throws: CognitoError(.notAuthorized, .refreshTokenExpired)) {
            try await rotate(bench, second?.refreshToken)
        }
    }

    @Test func aRotatedTokenStaysDeadWhenRotationIsTurnedOff() async throws {
        let bench = try await bench(grace: 0)
        try await bench.register()
        let first = try await bench.signIn()
        _ = try await rotate(bench, first.refreshToken)
        let later = try await bench.reopened {
            $0.userPoolClient.refreshTokenRotation = RefreshTokenRotation()
            $0.userPoolClient.explicitAuthFlows = [.password, .refresh]
        }
        await #expect(throws: reuse) { try await later.refresh(first.refreshToken) }
    }

    @Test func signingOutEndsEveryRotatedToken() async throws {
        let bench = try await bench(grace: 60)
        try await bench.register()
        let first = try await bench.signIn()
        let second = try await rotate(bench, first.refreshToken)
        _ = try await bench.pool.perform(
            GlobalSignOut.Input(accessToken: first.accessToken ?? ""))
        for token in [first.refreshToken, second?.refreshToken] {
            await #expect(throws: CognitoError(.notAuthorized, .refreshTokenRevoked)) {
                try await rotate(bench, token)
            }
        }
    }

    @Test func theOldFlowIsRefusedAndThePolicySaysWhy() async throws {
        let bench = try await bench(grace: 0)
        try await bench.register()
        let first = try await bench.signIn()
        await #expect(throws: CognitoError(.invalidParameter, .refreshFlowDisabled)) {
            try await bench.refresh(first.refreshToken)
        }
        var policy = PoolPolicy()
        policy.userPoolClient.refreshTokenRotation.feature = .enabled
        policy.userPoolClient.refreshTokenRotation.retryGracePeriodSeconds = 61
        #expect(policy.faults.count == 2)
    }
}
