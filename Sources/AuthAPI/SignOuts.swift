import JSONWebToken
import Revocation
import StrictJSON

/// Puts on record which sessions begin and end, so that a sign-out counts here at once.
package struct SignOuts: Sendable {
    /// Told of a new session's access token before the caller has it.
    let sessionBegan: @Sendable (_ accessToken: String) async throws -> Void
    /// Told of a sign-out that the service has acknowledged, before the caller hears of it.
    let signedOut: @Sendable (VerifiedToken) async throws -> Void
    /// The same for a sign-out of these sessions alone, by `sessionID`.
    let sessionsEnded: @Sendable ([String]) async throws -> Void
    /// Whether the session of a revoked refresh token has to be named, as the service doesn't end its
    /// access tokens here.
    let wantsFamily: Bool

    /// The embedded pool keeps the record itself: every door to it ends the same sessions. Only the
    /// session that a caller names by its access token is put there too, should it be another one
    /// than its refresh token's.
    package static func keptByTheService(
        in index: any RevocationIndex, tokenLife: Int64, now: @escaping @Sendable () -> Int64
    ) -> SignOuts {
        SignOuts(
            sessionBegan: { _ in }, signedOut: { _ in },
            sessionsEnded: ending(in: index, tokenLife: tokenLife, now: now), wantsFamily: false)
    }

    /// Amazon doesn't tell us of sessions, so what passes through us is recorded here.
    ///
    /// - Parameter tokenLife: seconds that a token lives at most.
    package static func recorded(
        in index: any RevocationIndex, tokenLife: Int64, now: @escaping @Sendable () -> Int64
    ) -> SignOuts {
        SignOuts(
            sessionBegan: { token in
                // Unverified: it came from Cognito over TLS, and only exempts a session by name.
                guard let token = try? UnverifiedToken(token), let session = token.sessionID,
                    let subject = token.claims["sub"]?.stringValue,
                    let issuedAt = token.claims["iat"]?.integerValue
                else { return }
                try await index.admit(originJTI: session, subject: subject, issuedAt: issuedAt)
            },
            signedOut: { token in
                let second = now()
                try await index.revokeAll(
                    subject: token.subject, issuedUpTo: second,
                    including: token.sessionID.map { [$0] } ?? [], expiresAt: second + tokenLife)
            },
            sessionsEnded: ending(in: index, tokenLife: tokenLife, now: now), wantsFamily: true)
    }

    private static func ending(
        in index: any RevocationIndex, tokenLife: Int64, now: @escaping @Sendable () -> Int64
    ) -> @Sendable ([String]) async throws -> Void {
        { sessions in
            try await index.revoke(originJTIs: sessions, expiresAt: now() + tokenLife)
        }
    }
}
