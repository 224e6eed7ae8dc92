import Foundation
import StrictJSON

/// Settings as operations stored them, read as the policies that the pool acts on. What a caller
/// left out has the API's defaults, which are not those of the policy file.
enum StoredPolicy {
    static func userPool(_ settings: JSONObject) throws -> UserPoolPolicy {
        var settings = settings
        for name in ["UsernameAttributes", "AutoVerifiedAttributes"] where settings[name] == nil {
            settings[name] = []
        }
        let mail = settings.object("EmailMfaConfiguration")
        for (name, member) in [
            ("EmailAuthenticationMessage", "Message"), ("EmailAuthenticationSubject", "Subject"),
        ] {
            if let text = mail?[member] { settings[name] = text }
        }
        settings["EnabledMfas"] = .array(factors(settings).map { .string($0.rawValue) })
        return try decoder.decode(UserPoolPolicy.self, from: Data(settings.jsonBytes))
    }

    /// The second factors that users may have: those of the policy file's one member, and those of
    /// the API's members, of which the software token's may also say no.
    private static func factors(_ settings: JSONObject) -> [SecondFactor] {
        var factors = Set((settings.texts("EnabledMfas") ?? []).compactMap(SecondFactor.init))
        if settings["SmsConfiguration"] != nil { factors.insert(.sms) }
        if settings["EmailMfaConfiguration"] != nil { factors.insert(.email) }
        switch settings.object("SoftwareTokenMfaConfiguration")?.flag("Enabled") {
        case true?: factors.insert(.softwareToken)
        case false?: factors.remove(.softwareToken)
        case nil: break
        }
        return SecondFactor.allCases.filter(factors.contains)
    }

    static func client(_ settings: JSONObject) throws -> ClientPolicy {
        var settings = settings
        settings["ExplicitAuthFlows"] = .array(flows(settings).map { .string($0) })
        if settings["PreventUserExistenceErrors"] == nil {
            settings["PreventUserExistenceErrors"] = "LEGACY"
        }
        settings["TokenValidityUnits"] = .object(units(settings["TokenValidityUnits"]))
        for name in ["AccessTokenValidity", "IdTokenValidity"] where settings[name] == nil {
            // One hour, whatever the unit would be.
            settings[name] = 60
            var units = settings["TokenValidityUnits"]?.objectValue ?? [:]
            units[name.replacing("Validity", with: "")] = "minutes"
            settings["TokenValidityUnits"] = .object(units)
        }
        if [nil, .integer(0)].contains(settings["RefreshTokenValidity"]) {
            settings["RefreshTokenValidity"] = 30
            var units = settings["TokenValidityUnits"]?.objectValue ?? [:]
            units["RefreshToken"] = "days"
            settings["TokenValidityUnits"] = .object(units)
        }
        return try decoder.decode(ClientPolicy.self, from: Data(settings.jsonBytes))
    }

    /// The `ALLOW_*` that a list amounts to: legacy values allow what they name, SRP and refresh
    /// beside it; an absent list allows refresh, SRP and custom flows. A client that rotates refreshes
    /// by GetTokensFromRefreshToken alone, whatever its list implies.
    private static func flows(_ settings: JSONObject) -> [String] {
        let given = settings["ExplicitAuthFlows"]
        let names = given?.arrayValue?.compactMap(\.stringValue) ?? []
        let legacy = [
            "USER_PASSWORD_AUTH": "ALLOW_USER_PASSWORD_AUTH",
            "ADMIN_NO_SRP_AUTH": "ALLOW_ADMIN_USER_PASSWORD_AUTH",
            "CUSTOM_AUTH_FLOW_ONLY": "ALLOW_CUSTOM_AUTH",
        ]
        var flows = names.map { legacy[$0] ?? $0 }
        if given == nil { flows = ["ALLOW_CUSTOM_AUTH"] }
        if given == nil || (!names.isEmpty && names.allSatisfy({ legacy[$0] != nil })) {
            flows += ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
        }
        let rotates = settings.object("RefreshTokenRotation")?.text("Feature") == "ENABLED"
        return flows.compactMap(ClientPolicy.AuthFlowGate.init)
            .filter { !rotates || $0 != .refresh }.map(\.rawValue)
    }

    private static func units(_ given: JSONValue?) -> JSONObject {
        var units: JSONObject = [
            "AccessToken": "hours", "IdToken": "hours", "RefreshToken": "days",
        ]
        for member in given?.objectValue?.members ?? [] { units[member.name] = member.value }
        return units
    }

    private static let decoder: JSONDecoder = {
        let decoder = JSONDecoder()
        decoder.userInfo[.isLenient] = true
        return decoder
    }()
}
