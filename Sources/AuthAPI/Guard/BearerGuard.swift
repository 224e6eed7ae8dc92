import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken
import Revocation

/// Who is asking: the token as it was sent, and what was verified of it.
///
/// Only the guard makes one, so a handler that has a session has a verified token.
package struct Session: Sendable {
    package let token: String
    package let verified: VerifiedToken

    fileprivate init(token: String, verified: VerifiedToken) {
        self.token = token
        self.verified = verified
    }
}

private enum SessionKey: RequestContextKey {
    typealias Value = Session
}

extension Request {
    /// The session that `authenticate` found; throws `missing_token` on a route without that link.
    package func session() throws(APIError) -> Session {
        guard let session = self[SessionKey.self] else { throw APIError(.missingToken) }
        return session
    }
}

/// Lets only verified tokens pass (RFC 6750 §2.1).
package struct BearerGuard: Sendable {
    package let verifier: TokenVerifier
    let revocations: any RevocationIndex
    /// Seconds since 1970.
    let now: @Sendable () -> Int64
    /// What a request without a token is told; `/protected` says "Unauthorized" as for any other.
    var missingToken = APIError(.missingToken)

    package init(
        verifier: TokenVerifier, revocations: any RevocationIndex,
        now: @escaping @Sendable () -> Int64
    ) {
        self.verifier = verifier
        self.revocations = revocations
        self.now = now
    }

    /// The first link of a guarded route's chain. It waits only for a key that has to be fetched.
    package var authenticate: Middleware { .gate(enter) }

    @Sendable private func enter(_ request: inout Request) throws -> Middleware.Wait? {
        let token = try bearerToken(request)
        guard let verified = try verifier.verifyAtOnce(token, now: now()) else {
            return { request in
                var request = request
                try admit(token, await verifier.verify(token, now: now()), to: &request)
                return request
            }
        }
        try admit(token, verified, to: &request)
        return nil
    }

    /// Revocation is looked up for every request, whether or not the token was seen before.
    private func admit(
        _ token: String, _ verified: VerifiedToken, to request: inout Request
    ) throws(APIError) {
        let isRevoked = revocations.isRevoked(
            originJTI: verified.sessionID, subject: verified.subject, issuedAt: verified.issuedAt)
        guard !isRevoked else {
            verifier.forget(token)
            throw APIError(.tokenRevoked, cause: "the session is signed out")
        }
        request[SessionKey.self] = Session(token: token, verified: verified)
    }

    /// The credentials of the one Authorization field; the scheme in any letter case.
    private func bearerToken(_ request: Request) throws(APIError) -> String {
        let values = request.values(.authorization)
        guard let value = values.first else { throw missingToken }
        guard values.count == 1 else {
            throw APIError(.invalidToken, cause: "more than one Authorization field")
        }
        // Bytes, not characters: a token is a thousand of them. A space in it is the verifier's to
        // refuse.
        let bytes = value.utf8
        guard let end = bytes.firstIndex(of: UInt8(ascii: " ")),
            Self.isBearer(bytes[..<end]),
            let start = bytes[end...].firstIndex(where: Self.isNoSpace)
        else { throw missingToken }
        return String(value[start...])
    }

    private static func isBearer(_ scheme: Substring.UTF8View) -> Bool {
        zip(scheme, "bearer".utf8).allSatisfy { $0 | 0x20 == $1 } && scheme.count == 6
    }

    private static func isNoSpace(_ byte: UInt8) -> Bool { byte != UInt8(ascii: " ") }
}
