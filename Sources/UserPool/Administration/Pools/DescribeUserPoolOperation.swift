import CognitoAPI
import StrictJSON

struct DescribeUserPoolOperation: AdminOperation {
    static let name = "DescribeUserPool"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let id = parts.pool.id
        let users = try await parts.store.read { try UserRecord.count(in: id, $0) }
        return ["UserPool": .object(PoolDescription.whole(parts.pool, users: users))]
    }
}
