import CognitoAPI
import StrictJSON

/// The MFA part of a pool's settings as GetUserPoolMfaConfig shows it; what isn't set is left out.
enum UserPoolMfaConfig {
    static func shown(_ settings: JSONObject) -> JSONObject {
        var members = settings.only(PoolSettings.ofMFA)
        if members["SoftwareTokenMfaConfiguration"] == nil,
            settings.texts("EnabledMfas")?.contains(SecondFactor.softwareToken.rawValue) ?? false
        {
            members["SoftwareTokenMfaConfiguration"] = ["Enabled": true]
        }
        members["MfaConfiguration"] = settings["MfaConfiguration"] ?? "OFF"
        var sms = settings.only(["SmsConfiguration"])
        sms["SmsAuthenticationMessage"] = settings["SmsAuthenticationMessage"]
        if sms["SmsConfiguration"] != nil { members["SmsMfaConfiguration"] = .object(sms) }
        return members
    }

    /// - Throws: `InvalidParameterException` for another word than the three.
    static func demandMode(_ input: JSONObject) throws(CognitoError) {
        guard let mode = input["MfaConfiguration"]?.stringValue else { return }
        guard ["ON", "OFF", "OPTIONAL"].contains(mode) else {
            throw CognitoError(
                .invalidParameter,
                "[MfaConfiguration] must be one of 'ON', 'OFF', or 'OPTIONAL'.")
        }
    }

    static func set(
        _ input: JSONObject, in old: JSONObject
    ) throws(CognitoError) -> JSONObject {
        var settings = old
        let given = input.withoutNulls
        let mode = given["MfaConfiguration"]?.stringValue ?? "OFF"
        let factors = given.only(PoolSettings.ofMFA + ["SmsMfaConfiguration"])
        let kept = old.only(PoolSettings.ofFactors)
        guard mode == "OFF" || !factors.members.isEmpty || !kept.members.isEmpty else {
            throw CognitoError(
                .invalidParameter,
                "At least one of [SmsMfaConfiguration] or [SoftwareTokenMfaConfiguration] must be "
                    + "provided.")
        }
        for name in PoolSettings.ofMFA where given[name] != nil { settings[name] = given[name] }
        if let sms = given.object("SmsMfaConfiguration")?.withoutNulls {
            guard let configuration = sms["SmsConfiguration"] ?? old["SmsConfiguration"] else {
                throw CognitoError(
                    .invalidParameter,
                    "[SmsConfiguration] is a required member of "
                        + "[SoftwareTokenMfaConfiguration].")
            }
            settings["SmsConfiguration"] = configuration
            settings["SmsAuthenticationMessage"] =
                sms["SmsAuthenticationMessage"] ?? old["SmsAuthenticationMessage"]
        }
        settings["MfaConfiguration"] = .string(mode)
        return settings
    }
}

struct GetUserPoolMfaConfigOperation: AdminOperation {
    static let name = "GetUserPoolMfaConfig"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        return UserPoolMfaConfig.shown(parts.pool.settings)
    }
}
