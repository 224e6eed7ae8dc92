import Hummingbird
import JWTKit

/// What a token has to say besides being signed and not expired.
struct Expected: Sendable {
    let issuer: String
    let client: String
}

struct GuardedContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    var claims: Claims?

    init(source: Source) { coreContext = .init(source: source) }

    func requireClaims() throws -> Claims {
        guard let claims else { throw HTTPError(.unauthorized) }
        return claims
    }
}

/// An access token's claims: those of Cognito that have a meaning to every backend.
struct Claims: JWTPayload {
    let sub: String
    let iss: String
    let clientID: String
    let tokenUse: String
    let username: String
    let scope: String?
    let jti: String
    let originID: String?
    let authTime: Int?
    let iat: Int
    let exp: ExpirationClaim

    enum CodingKeys: String, CodingKey {
        case sub, iss, username, scope, jti, iat, exp
        case clientID = "client_id"
        case tokenUse = "token_use"
        case originID = "origin_jti"
        case authTime = "auth_time"
    }

    func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
}

struct Guard: RouterMiddleware {
    typealias Context = GuardedContext
    let keys: JWTKeyCollection
    let expected: Expected

    func handle(
        _ request: Request, context: GuardedContext,
        next: (Request, GuardedContext) async throws -> Response
    ) async throws -> Response {
        guard let bearer = request.headers[.authorization], bearer.hasPrefix("Bearer ") else {
            throw HTTPError(.unauthorized)
        }
        var context = context
        do {
            let claims = try await keys.verify(String(bearer.dropFirst(7)), as: Claims.self)
            guard claims.iss == expected.issuer, claims.clientID == expected.client,
                claims.tokenUse == "access"
            else { throw HTTPError(.unauthorized) }
            context.claims = claims
        } catch {
            throw HTTPError(.unauthorized)
        }
        return try await next(request, context)
    }
}
