import CognitoAPI
import StrictJSON

struct DescribeIdentityProviderOperation: AdminOperation {
    static let name = "DescribeIdentityProvider"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let name = input.text("ProviderName")
        let shelf = ResourceShelf.identityProviders(name, parts)
        return ["IdentityProvider": .object(try await shelf.find(name).identityProvider)]
    }
}
