import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken
import Revocation

/// What the other rooms refuse, in the terms of the API.
extension APIError {
    /// Any error that a route or a middleware throws.
    package init(describing error: any Error) {
        switch error {
        case let error as APIError: self = error
        case let error as CognitoError: self.init(error, in: .account)
        case let error as RoutingError: self.init(routing: error)
        case let error as Refusal: self.init(refusal: error)
        case let error as TokenError: self.init(token: error)
        // A sign-out that the disk doesn't take: as passing as a pool that can't write.
        case let error as RevocationError:
            self.init(.upstreamUnavailable, cause: error.description)
        default: self.init(.internal, cause: "\(type(of: error)): \(error)")
        }
    }

    private init(routing error: RoutingError) {
        switch error {
        case .notFound: self.init(.notFound)
        case .methodNotAllowed:
            self.init(.methodNotAllowed)
            self.allow = error.allow
        case .notImplemented: self.init(.notImplemented)
        case .unsupportedMediaType: self.init(.unsupportedMediaType)
        case .invalidJSON, .missingBody: self.init(.invalidJSON)
        case .bodyTooLarge: self.init(.bodyTooLarge)
        case .tooManyRequests(let seconds):
            self.init(.tooManyRequests)
            retryAfter = seconds
        }
    }

    /// A request that the server itself refuses: the parser's reason is safe to tell.
    private init(refusal: Refusal) {
        let code: ErrorCode =
            switch refusal.status.code {
            case 408: .requestTimeout
            case 413: .bodyTooLarge
            case 414: .uriTooLong
            case 417: .expectationFailed
            case 431: .headersTooLarge
            case 501: .notImplemented
            case 503: .overloaded
            case 505: .versionNotSupported
            default: .invalidRequest
            }
        self.init(code, message: refusal.sentence, cause: "\(refusal)")
    }

    private init(token error: TokenError) {
        self.init(ErrorCode(rawValue: error.code) ?? .invalidToken, cause: "\(error)")
    }
}
