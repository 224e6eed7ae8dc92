import CognitoAPI
import GRDB
import StrictJSON

/// What the operations on groups share.
extension AdminDesk {
    /// - Throws: `ResourceNotFoundException` "Group not found."
    func group(_ input: JSONObject) async throws(CognitoError) -> GroupRecord {
        try demandPool(input)
        let (poolID, name) = (parts.pool.id, input.text("GroupName"))
        return try await parts.store.decideReading { try Self.group(name, in: poolID, $0) }
    }

    /// The user goes before the group, as in Cognito.
    func changeMembership(
        _ input: JSONObject,
        _ body: @escaping @Sendable (GroupRecord, UserRecord, Database) throws -> Void
    ) async throws(CognitoError) {
        let (poolID, name) = (parts.pool.id, input.text("GroupName"))
        try await change(input) { user, db in
            let group = try Self.group(name, in: poolID, db)
            if case .success(let group) = group { try body(group, user, db) }
            return group.map { _ in }
        }
    }

    func changeGroup(
        _ input: JSONObject, _ body: @escaping @Sendable (GroupRecord, Database) throws -> Void
    ) async throws(CognitoError) -> GroupRecord {
        try demandPool(input)
        let (poolID, name) = (parts.pool.id, input.text("GroupName"))
        return try await parts.store.decide { db in
            let group = try Self.group(name, in: poolID, db)
            guard case .success(let found) = group else { return group }
            try body(found, db)
            return try Self.group(name, in: poolID, db)
        }
    }

    static func group(
        _ name: String, in poolID: String, _ db: Database
    ) throws -> Result<GroupRecord, CognitoError> {
        guard let group = try GroupRecord.find(name, in: poolID, db) else {
            return .failure(CognitoError(.resourceNotFound, "Group not found."))
        }
        return .success(group)
    }
}
