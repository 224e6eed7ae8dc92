/// The members of CreateUserPool that the embedded pool knows.
package struct UserPoolPolicy: Codable, Sendable, Equatable {
    package var poolName = "gatehouse"
    package var policies = Policies()
    /// What serves as the user name: `email`, `phone_number`, both; empty for names of choice.
    package var usernameAttributes = ["email"]
    /// What signs in beside a name of choice, once verified.
    package var aliasAttributes: [String] = []
    package var usernameConfiguration = UsernameConfiguration()
    package var autoVerifiedAttributes = ["email"]
    package var schema: [SchemaAttribute] = []
    package var adminCreateUserConfig = AdminCreateUserConfig()
    package var mfaConfiguration = MFAConfiguration.off
    /// The second factors that users may have (CloudFormation's member; the API has one member for
    /// each in SetUserPoolMfaConfig).
    package var enabledMfas = [SecondFactor.softwareToken]
    package var userAttributeUpdateSettings = UserAttributeUpdateSettings()
    /// Nil means by a code to the verified phone number, or else to the verified e-mail address.
    package var accountRecoverySetting: AccountRecoverySetting?
    /// Nil where devices aren't tracked.
    package var deviceConfiguration: DeviceConfiguration?
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
        aliasAttributes = try members.value(.aliasAttributes, or: aliasAttributes)
        usernameConfiguration = try members.value(.usernameConfiguration, or: usernameConfiguration)
        autoVerifiedAttributes = try members.value(
            .autoVerifiedAttributes, or: autoVerifiedAttributes)
        schema = try members.value(.schema, or: schema)
        adminCreateUserConfig = try members.value(.adminCreateUserConfig, or: adminCreateUserConfig)
        mfaConfiguration = try members.value(.mfaConfiguration, or: mfaConfiguration)
        enabledMfas = try members.value(.enabledMfas, or: enabledMfas)
        accountRecoverySetting = try members.value(.accountRecoverySetting)
        deviceConfiguration = try members.value(.deviceConfiguration)
        userAttributeUpdateSettings = try members.value(
            .userAttributeUpdateSettings, or: userAttributeUpdateSettings)
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
        case aliasAttributes = "AliasAttributes"
        case usernameConfiguration = "UsernameConfiguration"
        case autoVerifiedAttributes = "AutoVerifiedAttributes"
        case schema = "Schema"
        case adminCreateUserConfig = "AdminCreateUserConfig"
        case mfaConfiguration = "MfaConfiguration"
        case enabledMfas = "EnabledMfas"
        case accountRecoverySetting = "AccountRecoverySetting"
        case deviceConfiguration = "DeviceConfiguration"
        case userAttributeUpdateSettings = "UserAttributeUpdateSettings"
        case verificationMessageTemplate = "VerificationMessageTemplate"
        case emailVerificationSubject = "EmailVerificationSubject"
        case emailVerificationMessage = "EmailVerificationMessage"
        case emailAuthenticationSubject = "EmailAuthenticationSubject"
        case emailAuthenticationMessage = "EmailAuthenticationMessage"
    }

    /// Where codes for a lost password may go, the best place first.
    var recoveryMedia: [DeliveryMedium] { accountRecoverySetting?.media ?? [.sms, .email] }

    var faults: [String] {
        var faults = policies.passwordPolicy.faults + policies.signInPolicy.faults
        let waiting = userAttributeUpdateSettings.attributesRequireVerificationBeforeUpdate
        if !waiting.allSatisfy(autoVerifiedAttributes.contains) {
            faults.append(
                "AttributesRequireVerificationBeforeUpdate must be in AutoVerifiedAttributes")
        }
        if usernameAttributes != ["email"] {
            // The JSON routes know people by their address; pools made by CreateUserPool may differ.
            faults.append("UsernameAttributes must be [\"email\"]")
        }
        if !aliasAttributes.isEmpty {
            faults.append("AliasAttributes can't stand beside UsernameAttributes")
        }
        if !autoVerifiedAttributes.allSatisfy({ $0 == "email" || $0 == "phone_number" }) {
            faults.append("AutoVerifiedAttributes can only hold email and phone_number")
        }
        if mfaConfiguration != .off, enabledMfas.isEmpty {
            faults.append("EnabledMfas must name a factor when MfaConfiguration isn't OFF")
        }
        faults += accountRecoverySetting?.faults ?? []
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
        package var signInPolicy = SignInPolicy()

        package init() {}

        package init(from decoder: any Decoder) throws {
            let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
            passwordPolicy = try members.value(.passwordPolicy, or: passwordPolicy)
            signInPolicy = try members.value(.signInPolicy, or: signInPolicy)
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case passwordPolicy = "PasswordPolicy"
            case signInPolicy = "SignInPolicy"
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

    package struct UsernameConfiguration: Codable, Sendable, Equatable {
        /// False: names of choice that differ in letter case alone are one.
        package var caseSensitive = true

        package init() {}

        package init(from decoder: any Decoder) throws {
            let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
            caseSensitive = try members.value(.caseSensitive, or: caseSensitive)
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case caseSensitive = "CaseSensitive"
        }
    }
}
