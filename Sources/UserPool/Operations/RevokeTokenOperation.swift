import CognitoAPI
import Revocation

/// Ends the session of one refresh token; other sessions live on.
///
/// A token that is unknown, revoked already or another client's is no error (RFC 7009 section 2.2):
/// there is nothing left to do.
struct RevokeTokenOperation: PoolOperation {
    private let clients: ClientDirectory
    private let store: PoolStore
    private let secrets: PoolSecrets
    private let revocations: any RevocationIndex
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        clients = parts.clients
        store = parts.store
        secrets = parts.secrets
        revocations = parts.revocations
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<RevokeToken.Input>] {
        [
            ModelMember("token", .token) { $0.token },
            ModelMember("clientId", .clientID) { $0.clientId },
            ModelMember("clientSecret", .clientSecret, required: false) { $0.clientSecret },
        ]
    }

    func perform(_ input: RevokeToken.Input) async throws(CognitoError) -> RevokeToken.Output {
        let client = try clients.client(input.clientId)
        try client.check(clientSecret: input.clientSecret, refusal: .unauthorized)
        guard client.policy.enableTokenRevocation else {
            throw CognitoError(
                .unsupportedOperation, "Token revocation is not enabled for this client")
        }
        let token = RefreshToken(presented: input.token)
        guard token.hasShape else {
            throw CognitoError(.unsupportedTokenType, "Token is not a refresh token")
        }
        if let (session, sub) = try await end(token, client: client) {
            try await list(session)
            report(.sessionRevoked(sub: sub))
        }
        return RevokeToken.Output()
    }

    private func end(
        _ token: RefreshToken, client: AppClient
    ) async throws(CognitoError) -> (session: String, sub: String)? {
        let now = clock()
        let hash = token.hash(secrets)
        return try await store.write { db in
            guard let session = try SessionRecord.find(refreshHash: hash, db),
                session.clientID == client.id,
                let user = try UserRecord.find(id: session.userID, db)
            else { return nil }
            try SessionRecord.revoke([session.originJTI], now: now, db)
            return (session.originJTI, user.sub)
        }
    }

    private func list(_ session: String) async throws(CognitoError) {
        do {
            try await revocations.revoke(
                originJTIs: [session], expiresAt: clock() / 1_000 + TokenLife.longest)
        } catch {
            report(.failed(reason: error.description))
            throw CognitoError.somethingWentWrong
        }
    }
}
