import CognitoAPI
import StrictJSON

/// Makes a pool with keys of its own.
struct CreateUserPoolOperation: AdminOperation {
    static let name = "CreateUserPool"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let settings = try PoolSettings.created(input)
        let id = PoolIdentity.newPoolID(region: parts.policy.region, random: parts.random)
        let now = parts.clock()
        // Keys first: a pool without keys could never be made whole.
        try await parts.registry.makeKeys(of: id)
        let pool: PoolRecord = try await parts.store.decide { db in
            let count = try PoolRecord.count(db)
            guard count < Limits.pools else {
                return .failure(
                    CognitoError(.limitExceeded, "Maximum number of user pools reached."))
            }
            try PoolRecord.insert(id, settings: settings, now: now, db)
            guard let pool = try PoolRecord.find(id, db) else {
                return .failure(CognitoError.somethingWentWrong)
            }
            return .success(pool)
        }
        try await parts.registry.load(id)
        parts.report(.administered(operation: Self.name, subject: id))
        return ["UserPool": .object(PoolDescription.whole(pool, users: 0))]
    }
}
