import CognitoAPI
import HTTPRouting
import HTTPWire
import JSONWebToken

/// The JSON API: which route does what, and behind which guard.
package struct AuthAPI: Sendable {
    private let accounts: Accounts
    private let signIns: SignIns
    private let bearer: BearerGuard
    private let accessBearer: BearerGuard
    private let logout: LogoutRoute
    private let addresses: EmailAddresses
    private let readiness: @Sendable () -> Readiness

    /// - Parameters:
    ///   - service: who answers Cognito's operations.
    ///   - clientID: the app client in whose name they are asked.
    ///   - bearer: lets the tokens pass that guarded routes accept.
    ///   - accessBearer: lets access tokens pass alone: signing out needs one.
    ///   - signOuts: puts sessions' beginnings and ends on record.
    package init(
        service: any CognitoService, clientID: String, bearer: BearerGuard,
        accessBearer: BearerGuard, signOuts: SignOuts,
        readiness: @escaping @Sendable () -> Readiness
    ) {
        accounts = Accounts(service: service, clientID: clientID)
        signIns = SignIns(began: signOuts.sessionBegan)
        logout = LogoutRoute(accounts: accounts, record: signOuts.signedOut)
        addresses = EmailAddresses(service: service, now: bearer.now)
        self.bearer = bearer
        self.accessBearer = accessBearer
        self.readiness = readiness
    }

    /// Registers every route.
    package func register(on router: inout Router) {
        registerAccounts(on: &router)
        var named = bearer
        named.missingToken = APIError(.missingToken, message: "Unauthorized")
        router.post(
            "/logout", Middleware(accessBearer.callAsFunction), handler: logout.callAsFunction)
        router.get(
            "/protected", Middleware(named.callAsFunction),
            handler: ProtectedRoute(addresses: addresses).callAsFunction)
        router.get("/health", handler: HealthRoutes.health)
        router.get("/ready", handler: HealthRoutes.ready(readiness))
        router.get("/errors", handler: ErrorRoutes.list)
        router.get("/errors/:code", handler: ErrorRoutes.show)
    }

    private func registerAccounts(on router: inout Router) {
        let login = LoginRoute(accounts: accounts, signIns: signIns)
        let challenge = ChallengeRoute(accounts: accounts, signIns: signIns)
        router.post("/register", handler: RegisterRoute(accounts: accounts).callAsFunction)
        router.post("/verify", handler: VerifyRoute(accounts: accounts).callAsFunction)
        router.post("/resend-code", handler: ResendCodeRoute(accounts: accounts).callAsFunction)
        router.post("/login", noStore(), handler: login.callAsFunction)
        router.post("/login/challenge", noStore(), handler: challenge.callAsFunction)
        router.post(
            "/refresh", noStore(), handler: RefreshRoute(accounts: accounts).callAsFunction)
        router.post(
            "/forgot-password", handler: ForgotPasswordRoute(accounts: accounts).callAsFunction)
        router.post(
            "/reset-password", handler: ResetPasswordRoute(accounts: accounts).callAsFunction)
    }
}
