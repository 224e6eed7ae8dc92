import CognitoAPI
import GRDB
import StrictJSON

/// What the operations on one pool's users and groups share.
struct AdminDesk: Sendable {
    let parts: PoolParts

    /// - Throws: `ResourceNotFoundException` "User pool {id} does not exist." when the request meant
    ///   another pool than the one it was given to, so that nobody works on a pool unasked.
    func demandPool(_ input: JSONObject) throws(CognitoError) {
        let id = input.text("UserPoolId")
        guard id.utf8.elementsEqual(parts.pool.id.utf8) else {
            throw CognitoError(.resourceNotFound, "User pool \(id) does not exist.")
        }
    }

    /// The user of the input's `Username`: the username, an alias or the `sub`.
    ///
    /// - Throws: `UserNotFoundException` "User does not exist."
    func user(_ input: JSONObject) async throws(CognitoError) -> UserRecord {
        let name = try name(input)
        let poolID = parts.pool.id
        return try await parts.store.decideReading { db in
            try Self.user(name, in: poolID, db)
        }
    }

    /// Changes the input's user, in one transaction.
    func change<Value: Sendable>(
        _ input: JSONObject,
        _ body: @escaping @Sendable (UserRecord, Database) throws -> Result<Value, CognitoError>
    ) async throws(CognitoError) -> Value {
        try demandPool(input)
        let name = try name(input)
        let poolID = parts.pool.id
        return try await parts.store.decide { db in
            switch try Self.user(name, in: poolID, db) {
            case .failure(let refusal): .failure(refusal)
            case .success(let user): try body(user, db)
            }
        }
    }

    static func user(
        _ name: UserName, in poolID: String, _ db: Database
    ) throws -> Result<UserRecord, CognitoError> {
        let user =
            try UserRecord.find(name, in: poolID, db)
            ?? UserRecord.find(sub: name.text, db).flatMap { $0.poolID == poolID ? $0 : nil }
        guard let user else { return .failure(CognitoError(.userNotFound, .userNotFound)) }
        return .success(user)
    }

    private func name(_ input: JSONObject) throws(CognitoError) -> UserName {
        try UserName(input.text("Username"))
    }
}
