import StrictJSON

/// A pool as CreateUserPool and DescribeUserPool show it (`UserPoolType`): what was set, and Cognito's
/// defaults for what wasn't.
enum PoolDescription {
    /// Members that are shown as they were set.
    private static let shown = [
        "AutoVerifiedAttributes", "AliasAttributes", "UsernameAttributes", "SmsVerificationMessage",
        "EmailVerificationMessage", "EmailVerificationSubject", "SmsAuthenticationMessage",
        "DeviceConfiguration", "SmsConfiguration", "UserPoolAddOns", "UsernameConfiguration",
        "AccountRecoverySetting", "UserAttributeUpdateSettings",
    ]

    static func whole(_ pool: PoolRecord, users: Int) -> JSONObject {
        let settings = pool.settings
        var members: JSONObject = [
            "Id": .string(pool.id), "Name": .string(pool.name),
            "Policies": .object(policies(settings.object("Policies"))),
            "DeletionProtection": settings["DeletionProtection"] ?? "INACTIVE",
            "LambdaConfig": settings["LambdaConfig"] ?? [:],
            "LastModifiedDate": .time(pool.updatedAt), "CreationDate": .time(pool.createdAt),
            "SchemaAttributes": .array(schema(settings)),
            "VerificationMessageTemplate": .object(
                (["DefaultEmailOption": "CONFIRM_WITH_CODE"] as JSONObject)
                    .adding(settings.object("VerificationMessageTemplate") ?? [:])),
            "MfaConfiguration": settings["MfaConfiguration"] ?? "OFF",
            "EstimatedNumberOfUsers": .integer(Int64(users)),
            "EmailConfiguration": .object(
                (["EmailSendingAccount": "COGNITO_DEFAULT"] as JSONObject)
                    .adding(settings.object("EmailConfiguration") ?? [:])),
            "AdminCreateUserConfig": .object(
                ([
                    "AllowAdminCreateUserOnly": false, "UnusedAccountValidityDays": 7,
                ] as JSONObject).adding(settings.object("AdminCreateUserConfig") ?? [:])),
            "Arn": .string(PoolARN.make(pool)),
            "UserPoolTier": settings["UserPoolTier"] ?? "ESSENTIALS",
            "UserPoolTags": settings["UserPoolTags"] ?? [:],
        ]
        for name in shown where settings[name] != .array([]) { members[name] = settings[name] }
        return members
    }

    private static func policies(_ given: JSONObject?) -> JSONObject {
        let password: JSONObject = [
            "MinimumLength": 8, "RequireUppercase": true, "RequireLowercase": true,
            "RequireNumbers": true, "RequireSymbols": true, "TemporaryPasswordValidityDays": 7,
        ]
        let signIn = given?["SignInPolicy"] ?? ["AllowedFirstAuthFactors": ["PASSWORD"]]
        return [
            "PasswordPolicy": .object(password.adding(given?.object("PasswordPolicy") ?? [:])),
            "SignInPolicy": signIn,
        ]
    }

    /// The standard attributes, changed where the pool changed them, and its own.
    static func schema(_ settings: JSONObject) -> [JSONValue] {
        let given = (settings["Schema"]?.arrayValue ?? []).compactMap(\.objectValue)
        let standard = StandardAttribute.all.sorted().map { name in
            StandardAttribute.described(name)
                .adding(given.first { $0.text("Name") == name } ?? [:])
        }
        let own = given.filter { !StandardAttribute.all.contains($0.text("Name")) }.map {
            ([
                "AttributeDataType": "String", "DeveloperOnlyAttribute": false, "Mutable": true,
                "Required": false,
            ] as JSONObject).adding($0)
        }
        return (standard + own).map { .object($0) }
    }
}
