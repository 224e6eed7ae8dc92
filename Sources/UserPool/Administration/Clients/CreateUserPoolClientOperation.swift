import CognitoAPI
import Cryptography
import StrictJSON

struct CreateUserPoolClientOperation: AdminOperation {
    static let name = "CreateUserPoolClient"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let desk = AdminDesk(parts: parts)
        try desk.demandPool(input)
        let secret = try secret(input)
        let settings = try ClientSettings.read(input, hasSecret: secret != nil)
        let id = PoolIdentity.newClientID(random: parts.random)
        let client = try await insert(id, settings, sealedSecret: try seal(secret, of: id))
        try await parts.registry.load(parts.pool.id)
        parts.report(.administered(operation: Self.name, subject: id))
        return try desk.shown(client)
    }

    private func secret(_ input: JSONObject) throws(CognitoError) -> String? {
        let isDrawn = input.flag("GenerateSecret") ?? false
        guard let given = input["ClientSecret"]?.stringValue else {
            return isDrawn ? PoolIdentity.newClientSecret(random: parts.random) : nil
        }
        guard !isDrawn, given.utf8.count >= 24 else {
            throw CognitoError(
                .invalidParameter,
                isDrawn
                    ? "GenerateSecret and ClientSecret cannot both be set."
                    : "ClientSecret must have 24 to 64 characters.")
        }
        return given
    }

    private func seal(_ secret: String?, of id: String) throws(CognitoError) -> [UInt8]? {
        guard let secret else { return nil }
        do {
            return try parts.registry.sealing.seal(
                Array(secret.utf8), authenticating: Array(id.utf8), random: parts.random)
        } catch {
            throw CognitoError.somethingWentWrong
        }
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
            try ClientRecord.insert(
                id, of: poolID, settings: settings, sealedSecret: sealedSecret, now: now, db)
            return try AdminDesk.client(id, of: poolID, db)
        }
    }
}
