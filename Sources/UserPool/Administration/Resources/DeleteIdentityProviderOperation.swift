import CognitoAPI
import StrictJSON

struct DeleteIdentityProviderOperation: AdminOperation {
    static let name = "DeleteIdentityProvider"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let name = input.text("ProviderName")
        let shelf = ResourceShelf.identityProviders(name, parts)
        try await shelf.delete(name)
        return [:]
    }
}
