import CognitoAPI
import GRDB
import StrictJSON

struct ListUsersOperation: AdminOperation {
    static let name = "ListUsers"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let names = try attributes(input)
        let filter = try UserFilter(input.text("Filter"))
        let page = try Page(input, size: "Limit", token: "PaginationToken")
        let poolID = parts.pool.id
        let found = try await parts.store.read { db in
            try UserListing.list(filter, in: poolID, page, db)
        }
        let (users, token) = page.cut(found) { String($0.user.id) }
        var answer: JSONObject = [
            "Users": .array(users.map { .object($0.shown(attributes: names)) })
        ]
        answer["PaginationToken"] = token
        return answer
    }

    /// - Throws: `InvalidParameterException` for an attribute that the schema doesn't have.
    private func attributes(_ input: JSONObject) throws(CognitoError) -> [String]? {
        guard let names = input.texts("AttributesToGet"), !names.isEmpty else { return nil }
        let schema = parts.policy.userPool.schema
        let known = StandardAttribute.all.union(schema.map(\.name))
        guard names.allSatisfy({ name in known.contains { $0.utf8.elementsEqual(name.utf8) } })
        else {
            throw CognitoError(
                .invalidParameter, "One or more requested attributes do not exist.")
        }
        return names
    }
}

extension UserListing {
    static func list(
        _ filter: UserFilter?, in poolID: String, _ page: Page, _ db: Database
    ) throws -> [UserListing] {
        let condition = filter?.condition ?? UserFilter.Condition("TRUE", [])
        // The plus keeps SQLite from walking all of the pool's users: few have the attribute's value.
        let pool = filter?.isOfAttribute == true ? "+pool_id" : "pool_id"
        let start: StatementArguments = [poolID, page.last.flatMap { Int64($0) } ?? 0]
        return try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM user WHERE \(pool) = ? AND id > ? AND (\(condition.sql))
                ORDER BY id LIMIT ?
                """,
            arguments: start + condition.arguments + [page.limit + 1]
        ).map { try UserListing($0, db) }
    }
}
