import CognitoAPI
import StrictJSON

struct DeleteResourceServerOperation: AdminOperation {
    static let name = "DeleteResourceServer"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let identifier = input.text("Identifier")
        let shelf = ResourceShelf.resourceServers(identifier, parts)
        try await shelf.delete(identifier)
        return [:]
    }
}
