import CognitoAPI
import Testing

@Suite struct SessionContract {
    @Test(arguments: Contestant.Kind.allCases)
    func userCanBeRead(kind: Contestant.Kind) async throws {
        try await hold(.userCanBeRead, on: kind) { contestant in
            let email = try await contestant.newUser()
            let tokens = try await contestant.signIn(email)
            let user = try await contestant.user(tokens.accessToken)
            let attributes = Dictionary(
                user.userAttributes.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
            #expect(attributes["email"] == email && attributes["name"] == "Ada")
            #expect(attributes["email_verified"] == "true")
            #expect(attributes["sub"] == user.username)
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func idTokenIsNoAccessToken(kind: Contestant.Kind) async throws {
        try await hold(.idTokenIsNoAccessToken, on: kind) { contestant in
            let tokens = try await contestant.signIn(try await contestant.newUser())
            await #expect {
                _ = try await contestant.user(tokens.idToken)
            } throws: { ($0 as? CognitoError)?.code == .notAuthorized }
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func globalSignOutEndsEverySession(kind: Contestant.Kind) async throws {
        try await hold(.globalSignOutEndsEverySession, on: kind) { contestant in
            let email = try await contestant.newUser()
            let one = try await contestant.signIn(email)
            let other = try await contestant.signIn(email)
            _ = try await contestant.service.perform(
                GlobalSignOut.Input(accessToken: one.accessToken ?? ""))
            for session in [one, other] {
                await #expect {
                    _ = try await contestant.user(session.accessToken)
                } throws: { ($0 as? CognitoError)?.code == .notAuthorized }
                await expectRefusal(.notAuthorized, .refreshTokenRevoked) {
                    _ = try await contestant.refresh(session.refreshToken)
                }
            }
            let again = try await contestant.signIn(email)
            _ = try await contestant.user(again.accessToken)
        }
    }

    @Test(arguments: Contestant.Kind.allCases)
    func revokingATokenEndsItsSessionAlone(kind: Contestant.Kind) async throws {
        try await hold(.revokingATokenEndsItsSessionAlone, on: kind) { contestant in
            let email = try await contestant.newUser()
            let one = try await contestant.signIn(email)
            let other = try await contestant.signIn(email)
            _ = try await contestant.service.perform(
                RevokeToken.Input(token: one.refreshToken ?? "", clientId: contestant.clientID))
            await expectRefusal(.notAuthorized, .accessTokenRevoked) {
                _ = try await contestant.user(one.accessToken)
            }
            _ = try await contestant.user(other.accessToken)
            _ = try await contestant.refresh(other.refreshToken)
        }
    }
}
