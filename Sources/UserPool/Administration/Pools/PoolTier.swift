import CognitoAPI
import StrictJSON

/// Which settings a pool's tier has (Cognito developer guide, "User pool feature plans").
enum PoolTier {
    /// - Throws: `FeatureUnavailableInTierException` for a setting of a higher tier.
    static func demand(_ settings: JSONObject) throws(CognitoError) {
        let tier = settings["UserPoolTier"]?.stringValue ?? "ESSENTIALS"
        let protection = settings.object("UserPoolAddOns")?.text("AdvancedSecurityMode") ?? ""
        if tier != "PLUS", ["AUDIT", "ENFORCED"].contains(protection) {
            throw refusal("Threat protection", tier)
        }
        guard tier == "LITE" else { return }
        let trigger = settings.object("LambdaConfig")?.object("PreTokenGenerationConfig")
        if let version = trigger?.text("LambdaVersion"), version != "V1_0" {
            throw refusal("Access token customization", tier)
        }
        let factors =
            settings.object("Policies")?.object("SignInPolicy")?
            .texts("AllowedFirstAuthFactors") ?? []
        guard factors.allSatisfy({ $0 == "PASSWORD" }) else {
            throw refusal("Passwordless sign-in", tier)
        }
    }

    /// The text is ours; Cognito's isn't known.
    private static func refusal(_ feature: String, _ tier: String) -> CognitoError {
        CognitoError(
            .featureUnavailableInTier, "\(feature) is not available in the \(tier) tier.")
    }
}
