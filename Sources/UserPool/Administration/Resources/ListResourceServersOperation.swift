import CognitoAPI
import StrictJSON

struct ListResourceServersOperation: AdminOperation {
    static let name = "ListResourceServers"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let page = try Page(input, size: "MaxResults", most: 50)
        let (servers, token) = try await ResourceShelf.resourceServers("", parts).list(page)
        var answer: JSONObject = [
            "ResourceServers": .array(servers.map { .object($0.resourceServer) })
        ]
        answer["NextToken"] = token
        return answer
    }
}
