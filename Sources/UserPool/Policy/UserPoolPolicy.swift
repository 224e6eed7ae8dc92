/// The members of CreateUserPool that the embedded pool knows.
package struct UserPoolPolicy: Codable, Sendable, Equatable {
    package var poolName = "gatehouse"
    package var policies = Policies()
    /// What serves as the user name; only `["email"]` so far.
    package var usernameAttributes = ["email"]
    package var autoVerifiedAttributes = ["email"]
    package var schema: [SchemaAttribute] = []
    package var adminCreateUserConfig = AdminCreateUserConfig()
    package var verificationMessageTemplate = VerificationMessageTemplate()
    /// Older names of the template's members; where they are given, they count.
    package var emailVerificationSubject: String?
    package var emailVerificationMessage: String?
    /// Of codes to sign in with (CloudFormation's members; the API has them in
    /// SetUserPoolMfaConfig).
    package var emailAuthenticationSubject = "Your sign-in code"
    package var emailAuthenticationMessage =
        "<p>Your sign-in code is</p><p><strong style=\"font-size: 150%\">{####}</strong></p>"
        + "<p>If you did not ask for it, somebody knows your password: change it.</p>"

    package init() {}

    package init(from decoder: any Decoder) throws {
        let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
        poolName = try members.value(.poolName, or: poolName)
        policies = try members.value(.policies, or: policies)
        usernameAttributes = try members.value(.usernameAttributes, or: usernameAttributes)
        autoVerifiedAttributes = try members.value(
            .autoVerifiedAttributes, or: autoVerifiedAttributes)
        schema = try members.value(.schema, or: schema)
        adminCreateUserConfig = try members.value(.adminCreateUserConfig, or: adminCreateUserConfig)
        verificationMessageTemplate = try members.value(
            .verificationMessageTemplate, or: verificationMessageTemplate)
        emailVerificationSubject = try members.value(.emailVerificationSubject)
        emailVerificationMessage = try members.value(.emailVerificationMessage)
        emailAuthenticationSubject = try members.value(
            .emailAuthenticationSubject, or: emailAuthenticationSubject)
        emailAuthenticationMessage = try members.value(
            .emailAuthenticationMessage, or: emailAuthenticationMessage)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case poolName = "PoolName"
        case policies = "Policies"
        case usernameAttributes = "UsernameAttributes"
        case autoVerifiedAttributes = "AutoVerifiedAttributes"
        case schema = "Schema"
        case adminCreateUserConfig = "AdminCreateUserConfig"
        case verificationMessageTemplate = "VerificationMessageTemplate"
        case emailVerificationSubject = "EmailVerificationSubject"
        case emailVerificationMessage = "EmailVerificationMessage"
        case emailAuthenticationSubject = "EmailAuthenticationSubject"
        case emailAuthenticationMessage = "EmailAuthenticationMessage"
    }

    var faults: [String] {
        var faults = policies.passwordPolicy.faults
        if usernameAttributes != ["email"] {
            faults.append("UsernameAttributes must be [\"email\"]")
        }
        if !autoVerifiedAttributes.allSatisfy({ $0 == "email" }) {
            faults.append("AutoVerifiedAttributes can only hold email")
        }
        return faults + schema.compactMap(\.fault) + messageFaults
    }

    private var messageFaults: [String] {
        let subjects = [
            ("EmailVerificationSubject", emailVerificationSubject),
            ("EmailAuthenticationSubject", emailAuthenticationSubject),
        ]
        let bodies = [
            ("EmailVerificationMessage", emailVerificationMessage),
            ("EmailAuthenticationMessage", emailAuthenticationMessage),
        ]
        return verificationMessageTemplate.faults
            + adminCreateUserConfig.inviteMessageTemplate.faults
            + subjects.flatMap { name, text in
                text.map { MessageRule.subject.faults(of: $0, named: name) } ?? []
            }
            + bodies.flatMap { name, text in
                text.map { MessageRule.body.faults(of: $0, named: name) } ?? []
            }
    }
}

extension UserPoolPolicy {
    package struct Policies: Codable, Sendable, Equatable {
        package var passwordPolicy = PasswordPolicy()

        package init() {}

        package init(from decoder: any Decoder) throws {
            let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
            passwordPolicy = try members.value(.passwordPolicy, or: passwordPolicy)
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case passwordPolicy = "PasswordPolicy"
        }
    }

    package struct AdminCreateUserConfig: Codable, Sendable, Equatable {
        /// True refuses SignUp: "SignUp is not permitted for this user pool".
        package var allowAdminCreateUserOnly = false
        package var inviteMessageTemplate = InviteMessageTemplate()

        package init() {}

        package init(from decoder: any Decoder) throws {
            let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
            allowAdminCreateUserOnly = try members.value(
                .allowAdminCreateUserOnly, or: allowAdminCreateUserOnly)
            inviteMessageTemplate = try members.value(
                .inviteMessageTemplate, or: inviteMessageTemplate)
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case allowAdminCreateUserOnly = "AllowAdminCreateUserOnly"
            case inviteMessageTemplate = "InviteMessageTemplate"
        }
    }
}
