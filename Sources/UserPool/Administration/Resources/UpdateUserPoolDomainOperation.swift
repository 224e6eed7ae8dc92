import CognitoAPI
import StrictJSON

struct UpdateUserPoolDomainOperation: AdminOperation {
    static let name = "UpdateUserPoolDomain"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let domain = input.text("Domain")
        let shelf = ResourceShelf.domains(domain, parts)
        return try await shelf.update(
            domain, input.withoutNulls.only(ResourceRecord.domainMembers),
            keeping: ResourceRecord.domainMembers
        ).domainAnswer
    }
}
