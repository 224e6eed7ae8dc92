import CognitoAPI
import StrictJSON

struct ListUsersOperation: AdminOperation {
    static let name = "ListUsers"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let names = try attributes(input)
        let filter = try UserFilter(input.text("Filter"))
        let limit = try Page(input, size: "Limit", token: "").limit
        let poolID = parts.pool.id
        let tokens = UserPageToken(secrets: parts.secrets, poolID: poolID, filter: filter)
        let start = try input["PaginationToken"]?.stringValue.map {
            text throws(CognitoError) in try tokens.open(text, now: parts.clock())
        }
        let found = try await parts.store.read { db in
            try UserSearch(filter, in: poolID).users(after: start, limit: limit + 1, db)
        }
        let users = found.prefix(limit)
        var answer: JSONObject = [
            "Users": .array(users.map { .object($0.user.shown(attributes: names)) })
        ]
        if found.count > limit, let last = users.last {
            answer["PaginationToken"] = .string(
                try tokens.make(last.place, now: parts.clock()))
        }
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
