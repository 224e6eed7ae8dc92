import CognitoAPI
import StrictJSON

struct CreateUserPoolDomainOperation: AdminOperation {
    static let name = "CreateUserPoolDomain"
    let parts: PoolParts

    /// As the service model has it.
    private static let prefixPattern = #"^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$"#

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let domain = input.text("Domain")
        let shelf = ResourceShelf.domains(domain, parts)
        var document = input.withoutNulls.only(ResourceRecord.domainMembers)
        if document["ManagedLoginVersion"] == nil { document["ManagedLoginVersion"] = 1 }
        if document["CustomDomainConfig"] == nil { try Self.demandFree(domain) }
        return try await shelf.create(domain, document).domainAnswer
    }

    /// - Throws: `InvalidParameterException` for a prefix with dots, or with a word that Amazon keeps for
    ///   itself.
    private static func demandFree(_ prefix: String) throws(CognitoError) {
        guard !prefix.contains(".") else {
            throw CognitoError(
                .invalidParameter,
                "1 validation error detected: Value '\(prefix)' at 'domain' failed to satisfy constraint: "
                    + "Member must satisfy regular expression pattern: \(prefixPattern)")
        }
        guard let word = ["aws", "amazon", "cognito"].first(where: prefix.contains) else { return }
        throw CognitoError(.invalidParameter, "Domain cannot contain reserved word: \(word)")
    }
}
