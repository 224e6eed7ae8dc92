import CognitoAPI
import StrictJSON

struct UpdateIdentityProviderOperation: AdminOperation {
    static let name = "UpdateIdentityProvider"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let name = input.text("ProviderName")
        let shelf = ResourceShelf.identityProviders(name, parts)
        let provider = try await shelf.update(
            name, input.withoutNulls.only(ResourceRecord.providerMembers),
            keeping: ResourceRecord.providerMembers + ["ProviderType"])
        return ["IdentityProvider": .object(provider.identityProvider)]
    }
}
