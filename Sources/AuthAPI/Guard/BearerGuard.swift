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
        // By bytes: by characters, a token of 1 KB takes as long as its signature.
        let space = UInt8(ascii: " ")
        guard values.count == 1, let end = value.utf8.firstIndex(of: space) else {
            throw APIError(.invalidToken)
        }
        let token = value.utf8[end...].drop { $0 == space }
        let isOne = token.withContiguousStorageIfAvailable { !$0.contains(space) }
        guard isOne ?? !token.contains(space) else { throw APIError(.invalidToken) }
        guard value[..<end].lowercased() == "bearer" else { throw missingToken }
        return String(Substring(token))
    }
}
