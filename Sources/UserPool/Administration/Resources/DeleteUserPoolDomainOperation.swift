import CognitoAPI
import StrictJSON

struct DeleteUserPoolDomainOperation: AdminOperation {
    static let name = "DeleteUserPoolDomain"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let domain = input.text("Domain")
        let shelf = ResourceShelf.domains(domain, parts)
        try await shelf.delete(domain)
        return [:]
    }
}
