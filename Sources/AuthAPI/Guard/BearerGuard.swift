import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken
import Revocation

/// The link of the chain that lets only verified tokens pass (RFC 6750 §2.1).
package struct BearerGuard: Sendable {
    let verifier: TokenVerifier
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

    func callAsFunction(_ request: Request, next: @escaping Handler) async throws -> Response {
        let token = try bearerToken(request)
        let verified = try await verifier.verify(token, now: now())
        guard
            !revocations.isRevoked(
                originJTI: verified.originJTI, subject: verified.subject,
                issuedAt: verified.issuedAt)
        else { throw APIError(.tokenRevoked) }
        var request = request
        request[SessionKey.self] = Session(token: token, verified: verified)
        return try await next(request)
    }

    /// The credentials of the one Authorization field; the scheme in any letter case.
    private func bearerToken(_ request: Request) throws(APIError) -> String {
        let values = request.values(.authorization)
        guard let value = values.first else { throw missingToken }
        guard values.count == 1 else { throw APIError(.invalidToken) }
        // Bytes, not characters: a token is a thousand of them. A space in it is the verifier's to
        // refuse.
        let parts = value.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, Substring(parts[0]).lowercased() == "bearer" else {
            throw missingToken
        }
        return String(Substring(parts[1]))
    }
}
