import CognitoAPI
import StrictJSON

struct CreateIdentityProviderOperation: AdminOperation {
    static let name = "CreateIdentityProvider"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let name = input.text("ProviderName")
        let shelf = ResourceShelf.identityProviders(name, parts)
        let document = input.withoutNulls.only(ResourceRecord.providerMembers + ["ProviderType"])
        let provider = try await shelf.create(name, document)
        return ["IdentityProvider": .object(provider.identityProvider)]
    }
}
