import CognitoAPI
import JSONWebToken
import Revocation

/// Lets the operations in that carry an access token in their body.
struct AccessTokenGate: Sendable {
    /// An access token that holds, and its user.
    struct Grant: Sendable {
        let user: UserRecord
        let attributes: [String: String]
        let client: AppClient
    }

    private let verifier: TokenVerifier
    private let clients: ClientDirectory
    private let revocations: any RevocationIndex
    private let store: PoolStore
    private let clock: WallClock

    init(
        verifier: TokenVerifier, clients: ClientDirectory, revocations: any RevocationIndex,
        store: PoolStore, clock: @escaping WallClock
    ) {
        self.verifier = verifier
        self.clients = clients
        self.revocations = revocations
        self.store = store
        self.clock = clock
    }

    /// - Throws: `NotAuthorizedException` with the text for malformed, expired, revoked or unscoped
    ///   tokens and disabled users; `UserNotFoundException` when the user is gone.
    func admit(_ text: String) async throws(CognitoError) -> Grant {
        switch try await examine(text) {
        case .admitted(let grant): return grant
        case .ended: throw CognitoError(.notAuthorized, .accessTokenRevoked)
        }
    }

    /// A token of ours that hasn't expired.
    enum Finding: Sendable {
        case admitted(Grant)
        /// Its session is signed out.
        case ended(originJTI: String?)
    }

    /// - Throws: as `admit`, but for revoked tokens.
    func examine(_ text: String) async throws(CognitoError) -> Finding {
        let token = try await verify(text)
        guard token.scopes.contains(TokenIssuer.scope) else {
            throw CognitoError(.notAuthorized, .accessTokenScopes)
        }
        let client = try clients.client(token.clientID)
        let isListed = revocations.isRevoked(
            originJTI: token.sessionID, subject: token.subject, issuedAt: token.issuedAt)
        return try await store.decideReading { db in
            guard let user = try UserRecord.find(sub: token.subject, db) else {
                return .failure(CognitoError(.userNotFound, .userNotFound))
            }
            let session = try token.originJTI.map { try SessionRecord.find(originJTI: $0, db) }
            // No `origin_jti` at all is a client without revocation; a session not found is gone.
            let isEnded = session.map { $0?.isRevoked ?? true } ?? false
            if isListed || isEnded {
                return .success(.ended(originJTI: token.originJTI))
            }
            guard user.isEnabled else {
                return .failure(CognitoError(.notAuthorized, .userDisabled))
            }
            return .success(
                .admitted(
                    Grant(user: user, attributes: try user.attributes(db), client: client)))
        }
    }

    private func verify(_ text: String) async throws(CognitoError) -> VerifiedToken {
        do {
            return try await verifier.verify(text, now: clock() / 1_000)
        } catch .expired {
            throw CognitoError(.notAuthorized, .accessTokenExpired)
        } catch {
            throw CognitoError(.notAuthorized, .invalidAccessToken)
        }
    }
}
