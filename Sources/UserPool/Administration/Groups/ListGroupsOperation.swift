import CognitoAPI
import StrictJSON

struct ListGroupsOperation: AdminOperation {
    static let name = "ListGroups"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let page = try Page(input, size: "Limit")
        let poolID = parts.pool.id
        let found = try await parts.store.read {
            try GroupRecord.list(in: poolID, after: page.last ?? "", limit: page.limit + 1, $0)
        }
        let (groups, token) = page.cut(found, by: \.name)
        var answer: JSONObject = ["Groups": .array(groups.map { .object($0.shown) })]
        answer["NextToken"] = token
        return answer
    }
}
