import CognitoAPI
import StrictJSON

struct ListUserPoolsOperation: AdminOperation {
    static let name = "ListUserPools"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let page = try Page(input, size: "MaxResults")
        let found = try await parts.store.read {
            try PoolRecord.list(after: page.last ?? "", limit: page.limit + 1, $0)
        }
        let (pools, token) = page.cut(found, by: \.id)
        var answer: JSONObject = ["UserPools": .array(pools.map(Self.shown))]
        answer["NextToken"] = token
        return answer
    }

    private static func shown(_ pool: PoolRecord) -> JSONValue {
        [
            "Id": .string(pool.id), "Name": .string(pool.name),
            "LambdaConfig": pool.settings["LambdaConfig"] ?? [:],
            "LastModifiedDate": .time(pool.updatedAt), "CreationDate": .time(pool.createdAt),
        ]
    }
}
