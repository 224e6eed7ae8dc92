import CognitoAPI
import StrictJSON

struct GetIdentityProviderByIdentifierOperation: AdminOperation {
    static let name = "GetIdentityProviderByIdentifier"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let identifier = input.text("IdpIdentifier")
        let poolID = parts.pool.id
        let found = try await parts.store.read { db in
            try ResourceRecord.list(
                .identityProvider, of: poolID, after: "", limit: Limits.identityProviders, db
            ).first { $0.document.texts("IdpIdentifiers")?.contains(identifier) ?? false }
        }
        guard let found else {
            throw CognitoError(
                .resourceNotFound, "Identity provider \(identifier) does not exist.")
        }
        return ["IdentityProvider": .object(found.identityProvider)]
    }
}
