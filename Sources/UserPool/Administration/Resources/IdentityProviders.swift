import CognitoAPI
import StrictJSON

extension ResourceShelf {
    static func identityProviders(_ name: String, _ parts: PoolParts) -> ResourceShelf {
        ResourceShelf(
            parts: parts, kind: .identityProvider,
            taken: CognitoError(
                .duplicateProvider,
                "A provider with the name \(name) already exists in the user pool."),
            missing: CognitoError(
                .resourceNotFound, "Identity provider \(name) does not exist."))
    }
}

extension ResourceRecord {
    static let providerMembers = ["ProviderDetails", "AttributeMapping", "IdpIdentifiers"]

    /// `IdentityProviderType`
    var identityProvider: JSONObject {
        document.adding([
            "UserPoolId": .string(poolID), "ProviderName": .string(name),
            "CreationDate": .time(createdAt), "LastModifiedDate": .time(updatedAt),
        ])
    }
}
