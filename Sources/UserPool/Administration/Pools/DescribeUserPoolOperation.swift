import CognitoAPI
import StrictJSON

struct DescribeUserPoolOperation: AdminOperation {
    static let name = "DescribeUserPool"
    let parts: PoolParts

    func perform(_ input: JSONObject) async throws(CognitoError) -> JSONObject {
        try AdminDesk(parts: parts).demandPool(input)
        let id = parts.pool.id
        let (users, domains) = try await parts.store.read { db in
            (
                try UserRecord.count(in: id, db),
                try ResourceRecord.list(.domain, of: id, after: "", limit: Limits.domains, db)
            )
        }
        var pool = PoolDescription.whole(parts.pool, users: users)
        for domain in domains {
            pool[domain.isCustom ? "CustomDomain" : "Domain"] = .string(domain.name)
        }
        return ["UserPool": .object(pool)]
    }
}
