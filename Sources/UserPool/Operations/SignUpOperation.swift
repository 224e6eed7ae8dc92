import CognitoAPI
import Cryptography

/// Makes an account, UNCONFIRMED until its code comes back.
///
/// The e-mail address signs in; the stored username is the `sub`. That an address is taken is told
/// here even with PreventUserExistenceErrors ENABLED, as Cognito does.
struct SignUpOperation: PoolOperation {
    private let clients: ClientDirectory
    private let policy: UserPoolPolicy
    private let store: PoolStore
    private let passwords: PasswordForms
    private let codes: Codes
    private let mailer: CodeMailer
    private let random: SecureRandom
    private let clock: WallClock
    private let report: @Sendable (PoolEvent) -> Void

    init(_ parts: PoolParts) {
        clients = parts.clients
        policy = parts.policy.userPool
        store = parts.store
        passwords = parts.passwords
        codes = parts.codes
        mailer = parts.mailer
        random = parts.random
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<SignUp.Input>] {
        [
            ModelMember("clientId", .clientID) { $0.clientId },
            ModelMember("username", .userName) { $0.username },
            ModelMember("password", .password) { $0.password ?? "" },
            ModelMember("secretHash", .secretHash, required: false) { $0.secretHash },
            ModelMember(attributes: { $0.userAttributes }),
        ]
    }

    func perform(_ input: SignUp.Input) async throws(CognitoError) -> SignUp.Output {
        let client = try clients.client(input.clientId)
        try client.check(secretHash: input.secretHash, for: input.username)
        guard !policy.adminCreateUserConfig.allowAdminCreateUserOnly else {
            throw CognitoError(.notAuthorized, .signUpNotPermitted)
        }
        let email = try UserName(input.username)
        guard EmailAddress.isValid(email.text) else {
            throw CognitoError(.invalidParameter, .usernameNotEmail)
        }
        let attributes = try AttributeCheck(schema: policy.schema, client: client)
            .signUp(input.userAttributes ?? [], email: email)
        let password = input.password ?? ""
        try policy.policies.passwordPolicy.demand(
            password, refusal: "Password did not conform with policy: ")
        try await refuseIfTaken(email)
        let sub = random.uuid()
        return try await insert(
            NewUser(
                sub: sub, alias: email.key, password: try await passwords.make(password, for: sub),
                attributes: attributes))
    }

    /// Spares the hash; the insertion decides.
    private func refuseIfTaken(_ email: UserName) async throws(CognitoError) {
        guard try await store.read({ try UserRecord.find(email, $0) }) == nil else {
            throw CognitoError(.usernameExists, .emailExists)
        }
    }

    private func insert(_ user: NewUser) async throws(CognitoError) -> SignUp.Output {
        let now = clock()
        let email = user.attributes["email"] ?? user.alias
        let sendsCode = policy.autoVerifiedAttributes.contains("email")
        let code: String? = try await store.decide { [codes] db in
            guard let id = try UserRecord.insert(user, now: now, db) else {
                return .failure(CognitoError(.usernameExists, .emailExists))
            }
            return .success(
                sendsCode ? try codes.issue(.confirmSignUp, for: id, by: .email, db) : nil)
        }
        report(.signedUp(sub: user.sub))
        guard let code else { return SignUp.Output(userConfirmed: false, userSub: user.sub) }
        mailer.send(
            OutgoingCode(
                code: code, recipient: email, medium: .email, sub: user.sub,
                purpose: .confirmSignUp))
        return SignUp.Output(
            userConfirmed: false, userSub: user.sub,
            codeDeliveryDetails: CodeMailer.details(of: email))
    }
}
