import CognitoAPI
import StrictJSON

/// Bars a user; his sessions end at once.
struct AdminDisableUserOperation: AdminOperation {
    static let name = "AdminDisableUser"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let user = try await AdminDesk(parts: parts).set(enabled: false, input)
        try await SessionEnder(parts).endAll(of: user)
        parts.report(.administered(operation: Self.name, subject: user.sub))
        return [:]
    }
}

struct AdminEnableUserOperation: AdminOperation {
    static let name = "AdminEnableUser"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let user = try await AdminDesk(parts: parts).set(enabled: true, input)
        parts.report(.administered(operation: Self.name, subject: user.sub))
        return [:]
    }
}

extension AdminDesk {
    func set(enabled isEnabled: Bool, _ input: JSONObject) async throws(CognitoError) -> UserRecord
    {
        let now = parts.clock()
        return try await change(input) { user, db in
            try user.set(enabled: isEnabled, now: now, db)
            return .success(user)
        }
    }
}
