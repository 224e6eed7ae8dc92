import CognitoAPI
import StrictJSON

struct CreateResourceServerOperation: AdminOperation {
    static let name = "CreateResourceServer"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let identifier = input.text("Identifier")
        let shelf = ResourceShelf.resourceServers(identifier, parts)
        let server = try await shelf.create(
            identifier, input.withoutNulls.only(["Name", "Scopes"]))
        return ["ResourceServer": .object(server.resourceServer)]
    }
}
