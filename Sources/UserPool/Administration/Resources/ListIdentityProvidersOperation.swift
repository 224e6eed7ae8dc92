import CognitoAPI
import StrictJSON

struct ListIdentityProvidersOperation: AdminOperation {
    static let name = "ListIdentityProviders"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let page = try Page(input, size: "MaxResults")
        let (found, token) = try await ResourceShelf.identityProviders("", parts).list(page)
        let shown = found.map {
            JSONValue.object(
                $0.identityProvider.only([
                    "ProviderName", "ProviderType", "LastModifiedDate", "CreationDate",
                ]))
        }
        var answer: JSONObject = ["Providers": .array(shown)]
        answer["NextToken"] = token
        return answer
    }
}
