import CognitoAPI
import StrictJSON

struct ListUserPoolClientsOperation: AdminOperation {
    static let name = "ListUserPoolClients"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let page = try Page(input, size: "MaxResults")
        let poolID = parts.pool.id
        let found = try await parts.store.read {
            try ClientRecord.list(of: poolID, after: page.last ?? "", limit: page.limit + 1, $0)
        }
        let (clients, token) = page.cut(found, by: \.id)
        let shown = clients.map { client -> JSONValue in
            [
                "ClientId": .string(client.id), "UserPoolId": .string(client.poolID),
                "ClientName": .string(client.name),
            ]
        }
        var answer: JSONObject = ["UserPoolClients": .array(shown)]
        answer["NextToken"] = token
        return answer
    }
}
