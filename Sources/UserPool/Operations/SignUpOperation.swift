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
    private let challenges: ChallengeSessions
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
        challenges = ChallengeSessions(secrets: parts.secrets, random: parts.random)
        mailer = parts.mailer
        random = parts.random
        clock = parts.clock
        report = parts.report
    }

    var model: [ModelMember<SignUp.Input>] {
        [
            ModelMember("clientId", .clientID) { $0.clientId },
            ModelMember("username", .userName) { $0.username },
            ModelMember("password", .password, required: false) { $0.password },
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
        let name = try UserName(input.username)
        let attribute = try NameRules(policy: policy).attribute(of: name)
        let attributes = try AttributeCheck(policy: policy, client: client)
            .signUp(input.userAttributes ?? [], name: name, standsFor: attribute)
        if input.password != nil || !FirstFactors(policy: policy).allowsCodes {
            try policy.policies.passwordPolicy.demand(
                input.password ?? "", refusal: "Password did not conform with policy: ")
        }
        try await refuseIfTaken(name, attribute, in: client.poolID)
        return try await insert(
            try await newUser(name, attributes, in: client.poolID, password: input.password),
            client: client)
    }

    private func newUser(
        _ name: UserName, _ attributes: [String: String], in poolID: String, password: String?
    ) async throws(CognitoError) -> NewUser {
        let sub = random.uuid()
        let rules = NameRules(policy: policy)
        let username = rules.drawsUsername ? sub : name.text
        return NewUser(
            poolID: poolID, sub: sub, username: username, status: .unconfirmed,
            password: try await passwords.make(password, for: username), temporaryUntil: nil,
            attributes: attributes,
            aliases: rules.aliases(username: username, attributes: attributes))
    }

    /// Spares the hash; the insertion decides.
    private func refuseIfTaken(
        _ name: UserName, _ attribute: String?, in poolID: String
    ) async throws(CognitoError) {
        guard try await store.read({ try UserRecord.find(name, in: poolID, $0) }) == nil else {
            throw NameRules.taken(attribute ?? "username", .usernameExists)
        }
    }

    private func insert(
        _ user: NewUser, client: AppClient
    ) async throws(CognitoError) -> SignUp.Output {
        let now = clock()
        let recipient = CodeRecipient(toVerify: policy, attributes: user.attributes)
        let (letter, session): (OutgoingCode?, String?) = try await store.decide {
            [codes, challenges] db in
            switch try UserRecord.insert(user, now: now, db) {
            case .taken(let attribute):
                return .failure(NameRules.taken(attribute, .usernameExists))
            case .made(let id):
                let letter = try recipient.map {
                    OutgoingCode(
                        code: try codes.issue(.confirmSignUp, for: id, by: $0.medium, db),
                        recipient: $0, sub: user.sub, purpose: .confirmSignUp)
                }
                let session = try challenges.begin(
                    .signedUp, forUser: id, client: client, now: now, db)
                return .success((letter, session))
            }
        }
        report(.signedUp(sub: user.sub))
        guard let letter, let recipient else {
            return SignUp.Output(userConfirmed: false, userSub: user.sub, session: session)
        }
        mailer.send(letter)
        return SignUp.Output(
            userConfirmed: false, userSub: user.sub, codeDeliveryDetails: recipient.details,
            session: session)
    }
}
