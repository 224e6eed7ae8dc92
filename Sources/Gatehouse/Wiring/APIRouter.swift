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
    /// The keys of `configuration.trustedIssuers`, in their order.
    let trustedKeys: [FetchedKeys]
    let log: Log
    let counts: AnswerCounts
    let limits: RateLimits
    let readiness: @Sendable () -> Readiness

    /// The router, and the verifier behind its guarded routes.
    func make() throws -> (Router, TokenVerifier) {
        let bearer = try guardedBearer()
        var router = Router()
        if let trust = configuration.proxyTrust { router.use(clientAddress(trusting: trust)) }
        router.use(requestID(generate: RequestIdentity.make))
        if AccessLog.isWanted(in: log) { router.use(accessLog(sink: AccessLog(log: log).write)) }
        router.use(counts.count)
        router.use(securityHeaders())
        router.use(
            cors(CORSPolicy(origins: origins), exceptPreflightsOf: AuthAPI.pathsForProxies))
        router.onError(ErrorBoundary(report: RefusalLog(log: log).write).respond)
        router.use(RefusedRequest.gate)
        router.use(bodyLimit(AuthLimits.bodyBytes))
        try api(bearer).register(on: &router)
        return (router, bearer.verifier)
    }

    private var origins: CORSPolicy.Origins {
        configuration.corsOrigins.contains("*") ? .any : .listed(Set(configuration.corsOrigins))
    }

    private func guardedBearer() throws -> BearerGuard {
        let uses = Set(configuration.tokenUses.compactMap(TokenUse.init))
        return try bearer(
            issuers: [own(accepting: uses)] + further(accepting: uses),
            cachedTokens: configuration.tokenCache)
    }

    private func api(_ bearer: BearerGuard) throws -> AuthAPI {
        AuthAPI(
            service: backend.service, clientID: backend.clientID,
            tellsClientAddress: backend.tellsClientAddress, issuer: backend.issuer,
            bearer: bearer,
            accessBearer: try self.bearer(issuers: [own(accepting: [.access])], cachedTokens: 0),
            signOuts: backend.signOuts, limits: limits,
            enumerationDefence: configuration.hidesAccounts ? .strict(.standard) : .cognito,
            readiness: readiness)
    }

    private func bearer(issuers: [TrustedIssuer], cachedTokens: Int) throws -> BearerGuard {
        BearerGuard(
            verifier: try TokenVerifier(
                issuers: issuers, clockSkew: Self.clockSkew, cachedTokens: cachedTokens),
            revocations: backend.revocations, now: backend.now)
    }

    /// No grace for dead tokens; a minute for a clock of ours that is behind: it must not refuse
    /// what the issuer has just signed.
    static let clockSkew = ClockSkew(expiry: 0, future: 60)

    private func own(accepting uses: Set<TokenUse>) -> TrustedIssuer {
        TrustedIssuer(
            backend.issuer, clientIDs: configuration.allowedClientIDs.union([backend.clientID]),
            tokenUses: uses, keys: backend.keys)
    }

    private func further(accepting uses: Set<TokenUse>) -> [TrustedIssuer] {
        zip(configuration.trustedIssuers, trustedKeys).map { setting, keys in
            TrustedIssuer(
                setting.issuer, clientIDs: setting.clientIDs, tokenUses: uses, keys: keys.source)
        }
    }
}
