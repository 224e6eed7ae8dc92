import CognitoAPI
import StrictJSON

struct ListUsersInGroupOperation: AdminOperation {
    static let name = "ListUsersInGroup"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let group = try await AdminDesk(parts: parts).group(input)
        let page = try Page(input, size: "Limit")
        let found = try await parts.store.read { try group.users(page, $0) }
        let (users, token) = page.cut(found) { String($0.user.id) }
        var answer: JSONObject = ["Users": .array(users.map { .object($0.shown()) })]
        answer["NextToken"] = token
        return answer
    }
}
