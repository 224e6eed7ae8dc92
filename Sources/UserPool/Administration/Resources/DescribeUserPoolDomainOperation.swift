import CognitoAPI
import StrictJSON

/// Whatever pool has the domain; an unknown one is no error but an empty description, as in Cognito.
struct DescribeUserPoolDomainOperation: AdminOperation {
    static let name = "DescribeUserPoolDomain"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        let domain = input.text("Domain")
        let found = try await parts.store.read { try ResourceRecord.findDomain(domain, $0) }
        return ["DomainDescription": .object(found?.domainDescription ?? [:])]
    }
}
