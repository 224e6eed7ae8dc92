import CognitoAPI
import StrictJSON

/// Turns a user's second factors on and off.
struct AdminSetUserMFAPreferenceOperation: AdminOperation {
    static let name = "AdminSetUserMFAPreference"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let wishes = FactorPreferences.Wishes(
            sms: input.mfaSettings("SMSMfaSettings"),
            softwareToken: input.mfaSettings("SoftwareTokenMfaSettings"),
            email: input.mfaSettings("EmailMfaSettings"))
        try await AdminDesk(parts: parts).fulfil(wishes, input, Self.name)
        return [:]
    }
}

/// The predecessor, which knows text messages alone: listed they are on, else off.
struct AdminSetUserSettingsOperation: AdminOperation {
    static let name = "AdminSetUserSettings"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let media = (input["MFAOptions"]?.arrayValue ?? []).map {
            $0.objectValue?.text("DeliveryMedium")
        }
        try await AdminDesk(parts: parts).fulfil(.legacy(media), input, Self.name)
        return [:]
    }
}

extension AdminDesk {
    fileprivate func fulfil(
        _ wishes: FactorPreferences.Wishes, _ input: JSONObject, _ operation: String
    ) async throws(CognitoError) {
        let factors = SecondFactors(policy: parts.policy.userPool)
        let sub: String = try await change(input) { user, db in
            let possible = try factors.possible(user, try user.attributes(db), db)
            return try FactorPreferences.fulfil(wishes, of: user, possible: possible, db)
                .map { user.sub }
        }
        parts.report(.administered(operation: operation, subject: sub))
    }
}

extension FactorPreferences.Wishes {
    /// MFAOptions: the media of SetUserSettings, of which there is one.
    static func legacy(_ media: [String?]) -> Self {
        Self(sms: MFASettings(enabled: media.contains("SMS")))
    }
}

extension JSONObject {
    fileprivate func mfaSettings(_ name: String) -> MFASettings? {
        object(name).map {
            MFASettings(enabled: $0.flag("Enabled"), preferredMfa: $0.flag("PreferredMfa"))
        }
    }
}
