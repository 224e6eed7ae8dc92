import CognitoAPI
import StrictJSON

struct UpdateResourceServerOperation: AdminOperation {
    static let name = "UpdateResourceServer"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let identifier = input.text("Identifier")
        let shelf = ResourceShelf.resourceServers(identifier, parts)
        let server = try await shelf.update(
            identifier, input.withoutNulls.only(["Name", "Scopes"]), keeping: [])
        return ["ResourceServer": .object(server.resourceServer)]
    }
}
