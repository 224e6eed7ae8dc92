import CognitoAPI
import Cryptography
import StrictJSON

/// Makes a user with a temporary password, or sends him another one (`MessageAction` RESEND).
struct AdminCreateUserOperation: AdminOperation {
    static let name = "AdminCreateUser"
    let parts: PoolParts

    private var policy: UserPoolPolicy { parts.policy.userPool }
    private var names: NameRules { NameRules(policy: policy) }

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let desk = AdminDesk(parts: parts)
        try desk.demandPool(input)
        let isNew = input.text("MessageAction") != "RESEND"
        let given = input["TemporaryPassword"]?.stringValue
        if isNew, given == nil, FirstFactors(policy: policy).allowsCodes {
            // He signs in with codes, and is told nothing: there is no password to tell.
            return answer(try await create(input, nil))
        }
        let password = try TemporaryPassword(
            policy: policy.policies.passwordPolicy, random: parts.random
        ).choose(given)
        let user =
            isNew ? try await create(input, password) : try await renew(input, password)
        if input.text("MessageAction") != "SUPPRESS" { invite(user, password, input) }
        return answer(user)
    }

    private func answer(_ user: UserListing) -> JSONObject {
        parts.report(.administered(operation: Self.name, subject: user.user.sub))
        return ["User": .object(user.shown())]
    }

    private var end: Int64 {
        parts.clock() + policy.policies.passwordPolicy.temporaryPasswordLife
    }

    private func create(
        _ input: JSONObject, _ password: String?
    ) async throws(CognitoError) -> UserListing {
        let name = try UserName(input.text("Username"))
        let attribute = try names.attribute(of: name)
        let rules = AttributeRules(schema: policy.schema)
        let given = input.attributes("UserAttributes")
        for attribute in given { try rules.demandKnown(attribute.name) }
        let attributes = try rules.forms(given, name: name, standsFor: attribute)
        let sub = parts.random.uuid()
        let username = names.drawsUsername ? sub : name.text
        let user = NewUser(
            poolID: parts.pool.id, sub: sub, username: username,
            status: password == nil ? .confirmed : .forceChangePassword,
            password: try await parts.passwords.make(password, for: username),
            temporaryUntil: password.map { _ in end },
            attributes: attributes.filter { $0.key != "sub" },
            aliases: names.aliases(username: username, attributes: attributes))
        return try await insert(user, seizesAliases: input.flag("ForceAliasCreation") ?? false)
    }

    private func insert(
        _ user: NewUser, seizesAliases: Bool
    ) async throws(CognitoError) -> UserListing {
        let now = parts.clock()
        let drawsUsername = names.drawsUsername
        return try await parts.store.decide { db in
            if seizesAliases, !drawsUsername {
                try UserAlias.seize(user.aliases, for: nil, in: user.poolID, db)
            }
            switch try UserRecord.insert(user, now: now, db) {
            case .taken("username"):
                return .failure(CognitoError(.usernameExists, "User account already exists"))
            case .taken(let attribute):
                return .failure(
                    NameRules.taken(attribute, drawsUsername ? .usernameExists : .aliasExists))
            case .made(let id):
                guard let made = try UserRecord.find(id: id, db),
                    let listing = try UserListing.find(made, db)
                else { return .failure(CognitoError.somethingWentWrong) }
                return .success(listing)
            }
        }
    }

    /// A new password and a new clock for a user who hasn't used the first one.
    private func renew(
        _ input: JSONObject, _ password: String
    ) async throws(CognitoError) -> UserListing {
        let desk = AdminDesk(parts: parts)
        let found = try await desk.user(input)
        let forms = try await parts.passwords.make(password, for: found.username)
        let now = parts.clock()
        let end = end
        return try await desk.change(input) { user, db in
            guard user.status == .forceChangePassword else {
                return .failure(
                    CognitoError(
                        .unsupportedUserState,
                        "Resend not possible. \(user.username) status is not FORCE_CHANGE_PASSWORD")
                )
            }
            try user.set(temporary: forms, until: end, now: now, db)
            guard let listing = try UserListing.find(user, db) else {
                return .failure(CognitoError.somethingWentWrong)
            }
            return .success(listing)
        }
    }

    /// By every medium that is wished and that he has; by text message where none is named (Cognito's
    /// default).
    private func invite(_ user: UserListing, _ password: String, _ input: JSONObject) {
        let wished = input.texts("DesiredDeliveryMediums") ?? []
        let media = (wished.isEmpty ? ["SMS"] : wished).compactMap(DeliveryMedium.init(rawValue:))
        for recipient in media.compactMap({ CodeRecipient($0, in: user.attributes) }) {
            parts.mailer.send(
                OutgoingCode(
                    code: password, recipient: recipient, sub: user.user.sub, purpose: .invitation,
                    // A drawn name is nobody's to know: there the address signs in.
                    username: names.drawsUsername ? nil : user.user.username))
        }
    }
}
