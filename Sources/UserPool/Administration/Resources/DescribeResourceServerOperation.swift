import CognitoAPI
import StrictJSON

struct DescribeResourceServerOperation: AdminOperation {
    static let name = "DescribeResourceServer"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let identifier = input.text("Identifier")
        let shelf = ResourceShelf.resourceServers(identifier, parts)
        return ["ResourceServer": .object(try await shelf.find(identifier).resourceServer)]
    }
}
