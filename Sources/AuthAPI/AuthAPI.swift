import CognitoAPI
import HTTPRouting
import HTTPTypes
import HTTPWire
import JSONWebToken

/// The JSON API: which route does what, and behind which guard.
package struct AuthAPI: Sendable {
    private let accounts: Accounts
    private let signIns: SignIns
    private let bearer: BearerGuard
    private let accessBearer: BearerGuard
    private let logout: LogoutRoute
    private let profiles: Profiles
    private let limits: RateLimits
    private let defence: EnumerationDefence
    private let readiness: @Sendable () -> Readiness

    /// - Parameters:
    ///   - service: who answers Cognito's operations.
    ///   - clientID: the app client in whose name they are asked.
    ///   - tellsClientAddress: whether the service is told the client's address.
    ///   - issuer: the `iss` of that service's tokens.
    ///   - bearer: lets the tokens pass that guarded routes accept.
    ///   - accessBearer: lets access tokens pass alone: signing out needs one.
    ///   - enumerationDefence: whether `/register` tells that an address is taken.
    ///   - limits: how often clients and accounts may do what.
    ///   - signOuts: puts sessions' beginnings and ends on record.
    ///   - readiness: whether the server should be given requests.
    package init(
        service: any CognitoService, clientID: String, tellsClientAddress: Bool, issuer: String,
        bearer: BearerGuard, accessBearer: BearerGuard, signOuts: SignOuts, limits: RateLimits,
        enumerationDefence: EnumerationDefence, readiness: @escaping @Sendable () -> Readiness
    ) {
        accounts = Accounts(
            service: service, clientID: clientID, limits: AccountLimits(limits: limits),
            tellsClientAddress: tellsClientAddress)
        self.limits = limits
        defence = enumerationDefence
        signIns = SignIns(began: signOuts.sessionBegan)
        logout = LogoutRoute(accounts: accounts, signOuts: signOuts)
        profiles = Profiles(service: service, issuer: issuer, now: bearer.now)
        self.bearer = bearer
        self.accessBearer = accessBearer
        self.readiness = readiness
    }

    /// Routes that proxies ask on behalf of requests that they hold.
    package static let pathsForProxies: Set<String> = ["/forward-auth", "/forward-auth/"]

    /// Registers every route.
    package func register(on router: inout Router) {
        registerAccounts(on: &router)
        registerGuarded(on: &router)
        router.get("/health", handler: HealthRoutes.health)
        router.get("/ready", handler: HealthRoutes.ready(readiness))
        router.get("/errors", handler: ErrorRoutes.list)
        router.get("/errors/:code", handler: ErrorRoutes.show)
    }

    private func registerGuarded(on router: inout Router) {
        var named = bearer
        named.missingToken = APIError(.missingToken, message: "Unauthorized")
        router.on(
            .post, "/logout",
            Route(
                limits.layers(limits.policies.session, "/logout") + [accessBearer.authenticate],
                handler: logout.callAsFunction))
        router.get(
            "/protected", named.authenticate, profiles.find(.email), handler: ProtectedRoute.show)
        for method in ForwardAuthRoute.methods {
            router.on(
                method, "/forward-auth",
                Route(
                    [
                        BareAnswer.mark, noStore(), bearer.authenticate, ForwardAuthRoute.demands,
                        profiles.find(.emailAndName),
                    ], immediate: ForwardAuthRoute.answer))
        }
    }

    private func registerAccounts(on router: inout Router) {
        let policies = limits.policies
        func post(_ path: String, _ policy: RateLimitPolicy?, handler: @escaping Handler) {
            router.on(
                .post, path, Route(limits.layers(policy, path) + [noStore()], handler: handler))
        }
        post(
            "/register", policies.mail,
            handler: RegisterRoute(accounts: accounts, defence: defence).callAsFunction)
        post("/verify", policies.code, handler: VerifyRoute(accounts: accounts).callAsFunction)
        post(
            "/resend-code", policies.mail,
            handler: ResendCodeRoute(accounts: accounts).callAsFunction)
        post(
            "/login", policies.signIn,
            handler: LoginRoute(accounts: accounts, signIns: signIns).callAsFunction)
        post(
            "/login/challenge", policies.signIn,
            handler: ChallengeRoute(accounts: accounts, signIns: signIns).callAsFunction)
        post(
            "/refresh", policies.session,
            handler: RefreshRoute(accounts: accounts).callAsFunction)
        post(
            "/forgot-password", policies.mail,
            handler: ForgotPasswordRoute(accounts: accounts).callAsFunction)
        post(
            "/reset-password", policies.code,
            handler: ResetPasswordRoute(accounts: accounts).callAsFunction)
    }
}
