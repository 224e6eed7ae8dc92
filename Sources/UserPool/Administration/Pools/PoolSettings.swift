import CognitoAPI
import StrictJSON

/// The input of CreateUserPool and UpdateUserPool, made what is stored.
enum PoolSettings {
    /// Set for good when the pool is made.
    private static let immutable = [
        "Schema", "AliasAttributes", "UsernameAttributes", "UsernameConfiguration",
    ]
    /// SetUserPoolMfaConfig's alone.
    static let ofMFA = [
        "SoftwareTokenMfaConfiguration", "EmailMfaConfiguration", "WebAuthnConfiguration",
    ]

    /// What says which second factors there are; of these one comes from the policy file alone.
    static let ofFactors = ofMFA + ["SmsConfiguration", "EnabledMfas"]

    static func created(_ input: JSONObject) throws(CognitoError) -> JSONObject {
        var settings = input.withoutNulls
        if settings.texts("UsernameAttributes")?.isEmpty == false,
            settings.texts("AliasAttributes")?.isEmpty == false
        {
            throw CognitoError(
                .invalidParameter,
                "Only one of the aliasAttributes or usernameAttributes can be set in a user pool.")
        }
        settings["Schema"] = try PoolSchemaInput.read(settings["Schema"], isCustom: false)
        try judge(settings)
        return settings
    }

    /// A full replacement: what is left out goes back to its default, but for what is set for good,
    /// the name, and SetUserPoolMfaConfig's settings.
    static func updated(
        _ input: JSONObject, from old: JSONObject
    ) throws(CognitoError) -> JSONObject {
        var settings = input.withoutNulls
        settings["UserPoolId"] = nil
        settings = settings.adding(old.only(immutable + ofMFA + ["EnabledMfas"]))
        if settings["PoolName"] == nil { settings["PoolName"] = old["PoolName"] }
        if settings["UserPoolTags"] == nil { settings["UserPoolTags"] = old["UserPoolTags"] }
        try judge(settings)
        return settings
    }

    private static func judge(_ settings: JSONObject) throws(CognitoError) {
        let mfa = settings.text("MfaConfiguration")
        try PoolTier.demand(settings)
        let hasFactor = !settings.only(ofFactors).members.isEmpty
        guard mfa.isEmpty || mfa == "OFF" || hasFactor else {
            throw CognitoError(
                .invalidParameter,
                "SMS configuration and Auto verification for phone_number are required when MFA "
                    + "is required/optional")
        }
        let waiting =
            settings.object("UserAttributeUpdateSettings")?
            .texts("AttributesRequireVerificationBeforeUpdate") ?? []
        guard Set(waiting).isSubset(of: settings.texts("AutoVerifiedAttributes") ?? []) else {
            throw CognitoError(
                .invalidParameter,
                "AttributesRequireVerificationBeforeUpdate needs the attribute in "
                    + "AutoVerifiedAttributes.")
        }
        guard (try? StoredPolicy.userPool(settings)) != nil else {
            throw CognitoError(.invalidParameter, "The settings contradict each other.")
        }
    }
}
