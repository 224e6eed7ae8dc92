import CognitoAPI
import StrictJSON

/// A user's word on a sign-in that threat protection found odd. Nobody signs this one: it takes the
/// token of a warning, and as no warning is ever sent here, no token is good.
struct UpdateAuthEventFeedbackOperation: AdminOperation {
    static let name = "UpdateAuthEventFeedback"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let mode = parts.pool.settings.object("UserPoolAddOns")?.text("AdvancedSecurityMode") ?? ""
        guard ["AUDIT", "ENFORCED"].contains(mode) else {
            throw CognitoError(
                .userPoolAddOnNotEnabled, "Threat protection is not enabled for this user pool.")
        }
        throw CognitoError(.notAuthorized, "Invalid feedback token.")
    }
}
