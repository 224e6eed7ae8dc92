import AuthAPI
import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken
import Logging

/// The JSON API as a chain of middlewares around its routes.
struct APIRouter {
    let configuration: Configuration
    let backend: Backend
    let log: Log
    let readiness: @Sendable () -> Readiness

    func make() throws -> Router {
        var router = Router()
        router.use(requestID(generate: RequestIdentity.make))
        if AccessLog.isWanted(in: log) { router.use(accessLog(sink: AccessLog(log: log).write)) }
        router.use(securityHeaders())
        router.use(cors(CORSPolicy(origins: origins)))
        router.onError(ErrorBoundary(report: RefusalLog(log: log).write).respond)
        router.use(RefusedRequest.gate)
        router.use(bodyLimit(AuthLimits.bodyBytes))
        try api().register(on: &router)
        return router
    }

    private var origins: CORSPolicy.Origins {
        configuration.corsOrigins.contains("*") ? .any : .listed(Set(configuration.corsOrigins))
    }

    private func api() throws -> AuthAPI {
        let uses = Set(configuration.tokenUses.compactMap(TokenUse.init))
        return AuthAPI(
            service: backend.service, clientID: backend.clientID,
            bearer: try bearer(accepting: uses), accessBearer: try bearer(accepting: [.access]),
            signOuts: backend.signOuts, readiness: readiness)
    }

    private func bearer(accepting uses: Set<TokenUse>) throws -> BearerGuard {
        let verifier = try TokenVerifier(
            issuer: backend.issuer,
            clientIDs: configuration.allowedClientIDs.union([backend.clientID]),
            tokenUses: uses, keys: backend.keys, clockSkew: 0)
        return BearerGuard(
            verifier: verifier, revocations: backend.revocations, now: SystemClock.seconds)
    }
}
