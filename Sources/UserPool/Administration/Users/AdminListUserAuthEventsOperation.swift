import CognitoAPI
import StrictJSON

/// Cognito records events for pools with threat protection; this one has none, whatever a pool's
/// UserPoolAddOns say, and an empty list would look like a user who never signed in.
struct AdminListUserAuthEventsOperation: AdminOperation {
    static let name = "AdminListUserAuthEvents"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let desk = AdminDesk(parts: parts)
        try desk.demandPool(input)
        _ = try await desk.user(input)
        throw CognitoError(.userPoolAddOnNotEnabled, "User pool add-ons not enabled.")
    }
}
