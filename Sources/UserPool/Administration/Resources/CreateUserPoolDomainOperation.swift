import CognitoAPI
import StrictJSON

struct CreateUserPoolDomainOperation: AdminOperation {
    static let name = "CreateUserPoolDomain"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let domain = input.text("Domain")
        let shelf = ResourceShelf.domains(domain, parts)
        var document = input.withoutNulls.only(ResourceRecord.domainMembers)
        if document["ManagedLoginVersion"] == nil { document["ManagedLoginVersion"] = 1 }
        return try await shelf.create(domain, document).domainAnswer
    }
}
