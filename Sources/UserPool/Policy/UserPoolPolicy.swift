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
    }

    var faults: [String] {
        var faults = policies.passwordPolicy.faults
        if usernameAttributes != ["email"] {
            // The JSON routes know people by their address; pools made by CreateUserPool may differ.
            faults.append("UsernameAttributes must be [\"email\"]")
        }
        if !aliasAttributes.isEmpty {
            faults.append("AliasAttributes can't stand beside UsernameAttributes")
        }
        if !autoVerifiedAttributes.allSatisfy({ $0 == "email" }) {
            faults.append("AutoVerifiedAttributes can only hold email")
        }
        return faults + schema.compactMap(\.fault)
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

        package init() {}

        package init(from decoder: any Decoder) throws {
            let members = try StrictContainer(decoder, keyedBy: CodingKeys.self)
            allowAdminCreateUserOnly = try members.value(
                .allowAdminCreateUserOnly, or: allowAdminCreateUserOnly)
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case allowAdminCreateUserOnly = "AllowAdminCreateUserOnly"
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
