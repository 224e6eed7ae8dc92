import CognitoAPI
import StrictJSON

struct CreateUserPoolClientOperation: AdminOperation {
    static let name = "CreateUserPoolClient"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let desk = AdminDesk(parts: parts)
        try desk.demandPool(input)
        let secret = try secret(input, desk)
        let settings = try ClientSettings.read(input, hasSecret: secret != nil)
        let id = PoolIdentity.newClientID(random: parts.random)
        let sealed = try secret.map { secret throws(CognitoError) in
            try desk.seal(secret, of: id)
        }
        let client = try await insert(id, settings, sealedSecret: sealed)
        try await parts.registry.load(parts.pool.id)
        parts.report(.administered(operation: Self.name, subject: id))
        return try desk.shown(client)
    }

    private func secret(
        _ input: JSONObject, _ desk: AdminDesk
    ) throws(CognitoError) -> String? {
        let isDrawn = input.flag("GenerateSecret") ?? false
        let given = try desk.givenSecret(input)
        guard !isDrawn || given == nil else {
            throw CognitoError(
                .invalidParameter, "GenerateSecret and ClientSecret cannot both be set.")
        }
        return isDrawn ? PoolIdentity.newClientSecret(random: parts.random) : given
    }

    private func insert(
        _ id: String, _ settings: JSONObject, sealedSecret: [UInt8]?
    ) async throws(CognitoError) -> ClientRecord {
        let poolID = parts.pool.id
        let now = parts.clock()
        return try await parts.store.decide { db in
            guard try PoolRecord.find(poolID, db) != nil else {
                return .failure(
                    CognitoError(.resourceNotFound, "User pool \(poolID) does not exist."))
            }
            guard try ClientRecord.count(in: poolID, db) < Limits.clients else {
                return .failure(
                    CognitoError(.limitExceeded, "Maximum number of user pool clients reached."))
            }
            try ClientRecord.insert(id, of: poolID, settings: settings, now: now, db)
            if let sealedSecret {
                try ClientSecretRecord.insert(
                    sealedSecret, of: id, origin: .creation, now: now, db)
            }
            return try AdminDesk.client(id, of: poolID, db)
        }
    }
}
