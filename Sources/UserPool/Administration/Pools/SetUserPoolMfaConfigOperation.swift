import CognitoAPI
import StrictJSON

struct SetUserPoolMfaConfigOperation: AdminOperation {
    static let name = "SetUserPoolMfaConfig"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try UserPoolMfaConfig.demandMode(input)
        try await AdminDesk(parts: parts).changePool(input) { old throws(CognitoError) in
            try UserPoolMfaConfig.set(input, in: old)
        }
        parts.report(.administered(operation: Self.name, subject: parts.pool.id))
        let id = parts.pool.id
        let settings = try await parts.store.read { try PoolRecord.find(id, $0)?.settings }
        return UserPoolMfaConfig.shown(settings ?? [:])
    }
}
