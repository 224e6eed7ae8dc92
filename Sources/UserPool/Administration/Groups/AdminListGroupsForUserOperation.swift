import CognitoAPI
import StrictJSON

struct AdminListGroupsForUserOperation: AdminOperation {
    static let name = "AdminListGroupsForUser"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let desk = AdminDesk(parts: parts)
        try desk.demandPool(input)
        let page = try Page(input, size: "Limit")
        let user = try await desk.user(input)
        let all = try await parts.store.read { try GroupRecord.all(of: user.id, $0) }
        // A user has a hundred groups at most: the page is cut here.
        let start = page.last.flatMap { last in all.firstIndex { $0.name == last } }
        let (groups, token) = page.cut(Array(all.dropFirst(start.map { $0 + 1 } ?? 0)), by: \.name)
        var answer: JSONObject = ["Groups": .array(groups.map { .object($0.shown) })]
        answer["NextToken"] = token
        return answer
    }
}
